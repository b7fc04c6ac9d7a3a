package fr.maillon.suiviconvention;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Qui assiste, de quand à quand.
 *
 * @param au dernier jour, le sien ou celui de la convention
 * @param etat À venir, En cours, Finie, ou Retirée quand elle n'a jamais commencé
 * @param ouvertePar qui a affecté ; null : avant que Maillon ne le note
 * @param version à rendre pour y mettre fin
 */
public record AffectationView(
    UUID id,
    UUID facilitateurId,
    String facilitateur,
    LocalDate du,
    LocalDate au,
    String etat,
    boolean enCours,
    boolean finissable,
    String ouvertePar,
    String closePar,
    int version) {

  /**
   * @param fin dernier jour de la convention
   */
  static AffectationView de(ConsulterConvention.AffectationLue a, LocalDate fin, LocalDate jour) {
    var retiree = a.au() != null && a.au().isBefore(a.du());
    var au = retiree || a.au() != null && a.au().isBefore(fin) ? a.au() : fin;
    var etat =
        retiree
            ? "Retirée"
            : au.isBefore(jour) ? "Finie" : a.du().isAfter(jour) ? "À venir" : "En cours";
    return new AffectationView(
        a.id(),
        a.facilitateurId(),
        a.facilitateur() == null ? "Facilitateur de l'équipe" : a.facilitateur(),
        a.du(),
        au,
        etat,
        etat.equals("En cours"),
        !retiree && !au.isBefore(jour),
        a.ouvertePar(),
        a.closePar(),
        a.version());
  }
}
