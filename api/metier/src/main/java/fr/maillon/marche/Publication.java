package fr.maillon.marche;

import fr.maillon.decp.MarcheDecp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Un enregistrement publié, prêt à devenir un lot.
 *
 * @param cle identité du lot, stable d'une publication à l'autre
 * @param empreinte du contenu entier
 * @param avertissements nombre d'imperfections relevées à la lecture
 */
record Publication(MarcheDecp contenu, String cle, String empreinte, int avertissements) {
  /** Ce que la colonne {@code numeric(16,2)} peut tenir ; au-delà, ce n'est pas un montant. */
  private static final BigDecimal MONTANT_MAXIMUM = new BigDecimal("99999999999999");

  /** Assez pour ne pas confondre deux versions d'un même lot. */
  private static final int DEBUT = 16;

  private static final int VUES = 60;

  static Publication de(MarcheDecp contenu, int avertissements) {
    return new Publication(contenu, contenu.cleDeLot(), contenu.empreinte(), avertissements);
  }

  /** Le numéro de l'acheteur ; un enregistrement qui n'en a pas reçoit un nom qui le dit. */
  String numero() {
    return contenu.id() == null ? "sans numéro " + cle.substring(0, 8) : contenu.id();
  }

  /**
   * Les lots d'un même numéro chez un même acheteur font un marché ; sans numéro, chacun fait le
   * sien.
   */
  String cleDeMarche() {
    return contenu.id() == null
        ? "lot:" + cle
        : cleDeMarche(contenu.acheteurId(), contenu.id(), contenu.estConcession());
  }

  static String cleDeMarche(String acheteurSiret, String numero, boolean concession) {
    return acheteurSiret + (concession ? "|concession|" : "|") + numero;
  }

  /**
   * Euros HT, au centime : le montant, ou la valeur globale d'une concession ; null s'il manque ou
   * ne se peut pas.
   */
  BigDecimal montant() {
    var dit = contenu.estConcession() ? contenu.concession().valeurGlobale() : contenu.montant();
    return dit == null || dit.abs().compareTo(MONTANT_MAXIMUM) > 0
        ? null
        : dit.setScale(2, java.math.RoundingMode.HALF_UP);
  }

  /**
   * La plus récente date de publication que l'enregistrement porte, modifications et sous-traitance
   * comprises.
   */
  LocalDate dernierePublication() {
    return Stream.of(
            Stream.of(contenu.datePublication()),
            contenu.modifications().stream().map(MarcheDecp.Modification::datePublication),
            contenu.actesSousTraitance().stream()
                .map(MarcheDecp.ActeSousTraitance::datePublication),
            contenu.modificationsActesSousTraitance().stream()
                .map(MarcheDecp.ModificationActe::datePublication))
        .flatMap(dates -> dates)
        .filter(Objects::nonNull)
        .max(LocalDate::compareTo)
        .orElse(null);
  }

  /**
   * Rang de modification : le numéro de 2019 le porte ; le format 2022 ne dit que ses
   * modifications. Le plus haut des deux.
   */
  int rang() {
    return Math.max(contenu.rangDeModification(), contenu.modifications().size());
  }

  boolean dejaVue(String empreintesVues) {
    return empreintesVues != null && empreintesVues.contains(empreinte.substring(0, DEBUT));
  }

  static String vueAvec(String empreintesVues, String empreinte) {
    var vues = new ArrayList<String>();
    if (empreintesVues != null) {
      vues.addAll(java.util.List.of(empreintesVues.split(" ")));
    }
    vues.remove(empreinte.substring(0, DEBUT));
    vues.add(empreinte.substring(0, DEBUT));
    return String.join(" ", vues.subList(Math.max(0, vues.size() - VUES), vues.size()));
  }

  static String liste(Collection<String> valeurs) {
    return valeurs.isEmpty() ? null : String.join(" | ", valeurs);
  }
}
