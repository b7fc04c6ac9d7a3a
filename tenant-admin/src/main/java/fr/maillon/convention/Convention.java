package fr.maillon.convention;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * L'accord entre un maître d'ouvrage et la structure qui l'assiste. L'administration centrale la
 * signe pour un temps, des services et un nombre de demandes par an. Tant qu'elle court, elle ouvre
 * l'espace à la coordination et aux facilitateurs qui y sont affectés ; le lendemain de son dernier
 * jour, à minuit, elle ne l'ouvre plus, sans que personne n'agisse. Un {@link Avenant} en change
 * les termes à compter d'un jour : il la prolonge, l'écourte, change ses services ou son quota.
 * Elle n'est ni réécrite ni supprimée : les conventions passées d'un maître d'ouvrage disent qui
 * l'a assisté, et quand. Un même jour, un même service n'est couvert que par une convention.
 */
@Entity
@Table(schema = "plateforme", name = "convention")
class Convention {
  static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);

  @Id UUID id;

  @Column(name = "maitre_ouvrage_id")
  UUID maitreOuvrage;

  @Column(name = "structure_id")
  UUID structure;

  String numero;
  LocalDate du;
  LocalDate au;
  String services;
  Integer quota;

  @Column(name = "signee_par")
  UUID signeePar;

  @Column(name = "signee_par_nom")
  String signeeParNom;

  @Column(name = "signee_le")
  Instant signeeLe;

  @Version int version;

  Convention() {}

  /**
   * @throws RegleMetier {@code dates-inversees} quand elle finirait avant de commencer
   */
  static Convention signer(
      UUID maitreOuvrage,
      UUID structure,
      String numero,
      LocalDate du,
      Termes termes,
      Identite par,
      Instant quand) {
    if (termes.au().isBefore(du)) {
      throw new RegleMetier(
          "dates-inversees",
          "au",
          "Le dernier jour vient avant le premier : donnez une date à partir du "
              + du.format(JOUR)
              + ".");
    }
    var c = new Convention();
    c.id = UUID.randomUUID();
    c.maitreOuvrage = maitreOuvrage;
    c.structure = structure;
    c.numero = numero;
    c.du = du;
    c.au = termes.au();
    c.services = Termes.ecrire(termes.services());
    c.quota = termes.quota();
    c.signeePar = par.id();
    c.signeeParNom = par.nom();
    c.signeeLe = quand;
    return c;
  }

  /**
   * Change les termes à compter d'un jour.
   *
   * @param deja ses avenants, du premier au dernier
   * @throws RegleMetier {@code avenant-passe}, {@code avenant-desordre}, {@code
   *     avenant-apres-la-fin} ou {@code dates-inversees}
   */
  Avenant amender(
      List<Avenant> deja,
      Termes termes,
      LocalDate effet,
      String objet,
      Identite par,
      Instant quand,
      LocalDate aujourdhui) {
    if (effet.isBefore(aujourdhui)) {
      throw new RegleMetier(
          "avenant-passe",
          "effet",
          "Un avenant ne réécrit pas le passé : il prend effet aujourd'hui ou plus tard.");
    }
    if (effet.isBefore(du)) {
      throw new RegleMetier(
          "avenant-desordre",
          "effet",
          "La convention ne commence que le "
              + du.format(JOUR)
              + " : donnez un effet à partir de ce jour.");
    }
    if (!deja.isEmpty() && effet.isBefore(deja.getLast().effet)) {
      throw new RegleMetier(
          "avenant-desordre",
          "effet",
          "L'avenant n° "
              + deja.getLast().numero
              + " prend effet le "
              + deja.getLast().effet.format(JOUR)
              + " : le suivant ne peut le précéder.");
    }
    var fin = fin(deja);
    if (effet.isAfter(fin.plusDays(1))) {
      throw new RegleMetier(
          "avenant-apres-la-fin",
          "effet",
          "La convention finit le "
              + fin.format(JOUR)
              + " : un avenant prend effet au plus tard le lendemain. Au-delà, signez une nouvelle"
              + " convention.");
    }
    if (termes.au().isBefore(effet)) {
      throw new RegleMetier(
          "dates-inversees",
          "au",
          "Le dernier jour vient avant l'effet de l'avenant : donnez une date à partir du "
              + effet.format(JOUR)
              + ".");
    }
    return new Avenant(
        this,
        deja.isEmpty() ? 1 : deja.getLast().numero + 1,
        effet,
        termes,
        objet.strip(),
        par,
        quand);
  }

  /** Le dernier jour, tous avenants compris. */
  LocalDate fin(List<Avenant> avenants) {
    return avenants.isEmpty() ? au : avenants.getLast().au;
  }

  /** Sa vie, découpée à chaque changement de termes. */
  List<Periode> periodes(List<Avenant> avenants) {
    var periodes = new ArrayList<Periode>();
    var debut = du;
    var termes = new Termes(au, Termes.lire(services), quota);
    for (var a : avenants) {
      ajouter(periodes, debut, termes, a.effet.minusDays(1));
      debut = a.effet;
      termes = a.termes();
    }
    ajouter(periodes, debut, termes, termes.au());
    return periodes;
  }

  private static void ajouter(
      List<Periode> periodes, LocalDate debut, Termes termes, LocalDate veille) {
    var fin = veille.isBefore(termes.au()) ? veille : termes.au();
    if (!fin.isBefore(debut)) {
      periodes.add(new Periode(debut, fin, termes.services()));
    }
  }

  /**
   * @throws VersionPerimee quand un avenant est venu depuis la lecture sur laquelle le geste
   *     s'appuie
   */
  void exigerVersion(int lue) {
    if (lue != version) {
      throw new VersionPerimee();
    }
  }
}
