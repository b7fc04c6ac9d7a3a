package fr.maillon.rest.assistance;

import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

  static <E extends Enum<E>> Set<E> plusieurs(Class<E> liste, String champ, List<String> mots) {
    return mots.stream()
        .filter(m -> !m.isBlank())
        .map(m -> un(liste, champ, m))
        .collect(Collectors.toSet());
  }

  /**
   * @throws RegleMetier {@code facilitateur-inconnu} quand ce n'est ni MOI, ni PERSONNE, ni un
   *     identifiant
   */
  static Set<String> suivis(List<String> mots) {
    var suivis =
        mots.stream().map(String::strip).filter(m -> !m.isEmpty()).collect(Collectors.toSet());
    if (!suivis.stream()
        .allMatch(
            m -> m.matches("MOI|PERSONNE|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))) {
      throw new FiltreIncompris(
          "facilitateur-inconnu",
          "facilitateur",
          "« facilitateur » est MOI, PERSONNE ou l'identifiant d'un membre de l'équipe.");
    }
    return suivis;
  }
}
