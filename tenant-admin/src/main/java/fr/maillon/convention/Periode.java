package fr.maillon.convention;

import java.time.LocalDate;
import java.util.Set;

/** Un temps de la vie d'une convention où ses services ne changent pas ; bornes comprises. */
record Periode(LocalDate du, LocalDate au, Set<String> services) {

  /** Un même service serait couvert deux fois le même jour. */
  boolean heurte(Periode autre) {
    return !du.isAfter(autre.au)
        && !autre.du.isAfter(au)
        && Termes.communs(services, autre.services);
  }
}
