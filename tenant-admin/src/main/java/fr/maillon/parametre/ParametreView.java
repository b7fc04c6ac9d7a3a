package fr.maillon.parametre;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Un paramètre et la valeur qu'il a aujourd'hui.
 *
 * @param valeur en vigueur aujourd'hui ; à défaut, la dernière qui l'a été, ou la première qui le
 *     sera : {@code etat} le dit
 * @param miseEnGarde ce qu'une autre valeur ferait sans retour ; null : rien
 * @param suivante premier jour de la valeur à venir ; null : aucune
 */
public record ParametreView(
    String code,
    GroupeDeParametres groupe,
    String libelle,
    String miseEnGarde,
    ValeurView valeur,
    LocalDate suivante) {

  public enum Etat {
    PASSEE,
    EN_VIGUEUR,
    A_VENIR
  }

  /**
   * Une valeur datée.
   *
   * @param uniteAccordee l'unité telle qu'elle s'écrit après ce nombre
   * @param du premier jour où elle vaut
   * @param au dernier jour ; null : sans fin
   * @param verifie faux : connue par la pratique, le texte reste à relire
   * @param saisiPar null : posée à l'installation
   * @param retirable vrai : elle ne vaut pas encore, ou c'est la baisse d'aujourd'hui d'un
   *     paramètre protégé
   */
  public record ValeurView(
      LocalDate du,
      LocalDate au,
      BigDecimal nombre,
      String unite,
      String uniteAccordee,
      String source,
      boolean verifie,
      UUID saisiParId,
      String saisiPar,
      Instant saisiLe,
      Etat etat,
      boolean retirable) {}

  /** Une valeur retirée avant d'avoir valu. */
  public record RetireeView(
      LocalDate du,
      BigDecimal nombre,
      String uniteAccordee,
      String source,
      String saisiPar,
      Instant saisiLe,
      UUID retireParId,
      String retirePar,
      Instant retireLe) {}

  /**
   * Toute l'histoire d'un paramètre.
   *
   * @param valeurs la plus récente d'abord
   * @param retirees les dernières, la plus récente d'abord
   * @param protection null : la valeur se donne sans confirmation
   * @param version à rendre pour changer quelque chose
   */
  @Schema(name = "ParametreFiche")
  public record Fiche(
      ParametreView parametre,
      List<ValeurView> valeurs,
      List<RetireeView> retirees,
      ProtectionView protection,
      int version) {}

  /**
   * Ce qui protège le paramètre.
   *
   * @param minimum sous lequel il ne descend pas
   * @param delaiJours combien de jours attend une baisse confirmée
   * @param pourquoi la raison, en clair
   * @param baisse celle qui attend une autre personne ; null : aucune
   */
  public record ProtectionView(
      BigDecimal minimum, int delaiJours, String pourquoi, BaisseView baisse) {}

  /**
   * @param deMoi vrai : la personne qui lit l'a proposée, et ne peut donc pas la confirmer
   */
  public record BaisseView(
      UUID id,
      BigDecimal nombre,
      String uniteAccordee,
      String source,
      UUID proposeeParId,
      String proposeePar,
      Instant proposeeLe,
      boolean deMoi) {}

  static ValeurView valeur(
      Parametre p, LocalDate debutSuivante, LocalDate jour, boolean retirable) {
    var fin = p.fin(debutSuivante);
    return new ValeurView(
        p.du,
        fin,
        p.valeur,
        p.unite,
        Unite.accordee(p.valeur, p.unite),
        p.source,
        p.verifie,
        p.saisiPar,
        p.saisiParNom,
        p.saisiLe,
        p.du.isAfter(jour)
            ? Etat.A_VENIR
            : fin != null && fin.isBefore(jour) ? Etat.PASSEE : Etat.EN_VIGUEUR,
        retirable || p.du.isAfter(jour));
  }
}
