package fr.maillon.participant;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ce que les décisions prises sur une personne lui ouvrent, jour par jour : la dernière prise
 * l'emporte sur les jours qu'elle couvre.
 */
record Droits(List<Eligibilite> decisions) {

  /**
   * La décision favorable qui vaut ce jour-là, s'il y en a une et qu'aucune plus récente ne la
   * contredit.
   */
  Optional<Eligibilite> le(LocalDate jour) {
    return decisions.stream()
        .filter(d -> d.couvre(jour))
        .max(Comparator.comparing(d -> d.creeLe))
        .filter(d -> d.decision.favorable());
  }

  /** Vrai si au moins un jour de la période, bornes comprises, est couvert. */
  boolean unJourEntre(LocalDate du, LocalDate au) {
    return du.datesUntil(au.plusDays(1)).anyMatch(jour -> le(jour).isPresent());
  }
}
