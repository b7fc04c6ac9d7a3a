package fr.maillon.parametre;

import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Les valeurs d'un paramètre, la plus récente d'abord, et ce qu'on peut y changer. */
record Histoire(List<Parametre> valeurs) {
  /**
   * Une date plus lointaine est une faute de frappe : elle bloquerait tout ce qui doit venir avant
   * elle.
   */
  private static final int ANNEES = 10;

  Histoire {
    if (valeurs.isEmpty()) {
      throw new Introuvable("Paramètre");
    }
  }

  static Histoire lire(EntityManager em, String code) {
    return new Histoire(
        em.createQuery(
                "select p from Parametre p where p.code = :code order by p.du desc",
                Parametre.class)
            .setParameter("code", code)
            .getResultList());
  }

  /**
   * Un geste à la fois sur un paramètre : deux personnes ne peuvent pas avoir lu la même histoire
   * et la changer toutes deux.
   */
  static Histoire retenir(EntityManager em, Verrou verrou, String code) {
    verrou.prendre("parametre " + code);
    return lire(em, code);
  }

  /** Celle que remplace une valeur qui commence ce jour-là ; null : aucune. */
  Parametre avant(LocalDate du) {
    return valeurs.stream().filter(p -> p.du.isBefore(du)).findFirst().orElse(null);
  }

  Parametre derniere() {
    return valeurs.getFirst();
  }

  Optional<Parametre> du(LocalDate du) {
    return valeurs.stream().filter(p -> p.du.equals(du)).findFirst();
  }

  /**
   * Ce qu'on a lu : une valeur ajoutée ou retirée entre-temps le change. Calculée, pour qu'aucune
   * ligne passée n'ait à être récrite quand une autre arrive.
   */
  int version() {
    return valeurs.stream()
            .map(
                p ->
                    Objects.hash(
                        p.du, p.valeur.stripTrailingZeros(), p.source, p.verifie, p.saisiLe))
            .toList()
            .hashCode()
        & Integer.MAX_VALUE;
  }

  /**
   * @throws RegleMetier {@code date-passee}, {@code date-trop-lointaine}, {@code
   *     valeur-deja-prevue}
   */
  void laisserPlace(LocalDate du, LocalDate aujourdhui) {
    if (du.isBefore(aujourdhui)) {
      throw refus(
          "date-passee",
          "Une valeur commence aujourd'hui au plus tôt : ce qui est fait a été jugé avec"
              + " l'ancienne.");
    }
    if (du.isAfter(aujourdhui.plusYears(ANNEES))) {
      throw refus("date-trop-lointaine", "Une valeur se prévoit dix ans à l'avance au plus.");
    }
    var derniere = derniere().du;
    if (!du.isAfter(derniere)) {
      throw refus(
          "valeur-deja-prevue",
          derniere.isAfter(aujourdhui)
              ? "Une valeur est déjà prévue à partir du "
                  + jour(derniere)
                  + " : retirez-la d'abord, ou choisissez une date plus tardive."
              : "La valeur en vigueur vaut depuis aujourd'hui seulement : la suivante commence"
                  + " demain au plus tôt.");
    }
  }

  /**
   * @param protection null : aucune
   */
  List<ParametreView.ValeurView> vues(LocalDate jour, Protection protection) {
    return IntStream.range(0, valeurs.size())
        .mapToObj(
            i ->
                ParametreView.valeur(
                    valeurs.get(i),
                    i == 0 ? null : valeurs.get(i - 1).du,
                    jour,
                    protection != null
                        && protection.retirable(valeurs.get(i), avant(valeurs.get(i).du), jour)))
        .toList();
  }

  static String jour(LocalDate jour) {
    return (jour.getDayOfMonth() == 1 ? "1er" : jour.getDayOfMonth())
        + DateTimeFormatter.ofPattern(" MMMM uuuu", Locale.FRANCE).format(jour);
  }

  private static RegleMetier refus(String code, String phrase) {
    return new RegleMetier(code, "du", phrase);
  }
}
