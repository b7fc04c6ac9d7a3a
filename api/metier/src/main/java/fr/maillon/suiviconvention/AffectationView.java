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

  static AffectationView de(
      UUID id,
      UUID facilitateurId,
      String facilitateur,
      LocalDate du,
      LocalDate sienne,
      LocalDate fin,
      String ouvertePar,
      String closePar,
      int version,
      LocalDate jour) {
    var retiree = sienne != null && sienne.isBefore(du);
    var au = retiree || sienne != null && sienne.isBefore(fin) ? sienne : fin;
    var etat =
        retiree
            ? "Retirée"
            : au.isBefore(jour) ? "Finie" : du.isAfter(jour) ? "À venir" : "En cours";
    return new AffectationView(
        id,
        facilitateurId,
        facilitateur == null ? "Facilitateur de l'équipe" : facilitateur,
        du,
        au,
        etat,
        etat.equals("En cours"),
        !retiree && !au.isBefore(jour),
        ouvertePar,
        closePar,
        version);
  }
}
