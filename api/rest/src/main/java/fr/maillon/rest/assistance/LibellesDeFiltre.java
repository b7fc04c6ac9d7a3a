package fr.maillon.rest.assistance;

import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Les mots d'un filtre. */
final class LibellesDeFiltre {
  private LibellesDeFiltre() {}

  /**
   * @throws RegleMetier {@code <champ>-inconnu} quand le mot n'est pas de la liste
   */
  static <E extends Enum<E>> E un(Class<E> liste, String champ, String mot) {
    return Arrays.stream(liste.getEnumConstants())
        .filter(e -> e.name().equals(mot))
        .findFirst()
        .orElseThrow(
            () ->
                new FiltreIncompris(
                    champ.toLowerCase(java.util.Locale.ROOT) + "-inconnu",
                    champ,
                    "« "
                        + champ
                        + " » est l'un de : "
                        + Arrays.stream(liste.getEnumConstants())
                            .map(Enum::name)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  static <E extends Enum<E>> E un(Class<E> liste, String champ, String mot, E defaut) {
    return mot == null || mot.isBlank() ? defaut : un(liste, champ, mot);
  }
}
