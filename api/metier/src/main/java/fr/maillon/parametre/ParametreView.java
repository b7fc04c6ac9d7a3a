package fr.maillon.parametre;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Un paramètre et la valeur qu'il a aujourd'hui.
 *
 * @param valeur en vigueur aujourd'hui ; à défaut, la dernière qui l'a été, ou la première qui le sera : {@code etat} le dit
 * @param miseEnGarde ce qu'une autre valeur ferait sans retour ; null : rien
 * @param suivante premier jour de la valeur à venir ; null : aucune
 */
public record ParametreView(String code, GroupeDeParametres groupe, String libelle, String miseEnGarde, ValeurView valeur, LocalDate suivante) {

  public enum Etat { PASSEE, EN_VIGUEUR, A_VENIR }

  /**
   * Une valeur datée.
   *
   * @param uniteAccordee l'unité telle qu'elle s'écrit après ce nombre
   * @param du premier jour où elle vaut
   * @param au dernier jour ; null : sans fin
   * @param verifie faux : connue par la pratique, le texte reste à relire
   * @param saisiPar null : posée à l'installation
   */
  public record ValeurView(LocalDate du, LocalDate au, BigDecimal nombre, String unite, String uniteAccordee, String source, boolean verifie, String saisiPar, Instant saisiLe, Etat etat) {}

  /** Une valeur retirée avant d'avoir valu. */
  public record RetireeView(LocalDate du, BigDecimal nombre, String uniteAccordee, String source, String saisiPar, Instant saisiLe, String retirePar, Instant retireLe) {}

  /**
   * Toute l'histoire d'un paramètre.
   *
   * @param valeurs la plus récente d'abord
   * @param retirees les dernières, la plus récente d'abord
   * @param version à rendre pour changer quelque chose
   */
  public record Fiche(ParametreView parametre, List<ValeurView> valeurs, List<RetireeView> retirees, int version) {}

  static ValeurView valeur(Parametre p, LocalDate debutSuivante, LocalDate jour) {
    var fin = p.fin(debutSuivante);
    return new ValeurView(p.du, fin, p.valeur, p.unite, Unite.accordee(p.valeur, p.unite), p.source, p.verifie, p.saisiParNom, p.saisiLe,
        p.du.isAfter(jour) ? Etat.A_VENIR : fin != null && fin.isBefore(jour) ? Etat.PASSEE : Etat.EN_VIGUEUR);
  }
}
