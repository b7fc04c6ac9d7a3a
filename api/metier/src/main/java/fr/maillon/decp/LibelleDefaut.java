package fr.maillon.decp;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Le nom court d'un défaut, pour un tableau ; la phrase entière suit chaque enregistrement. */
public final class LibelleDefaut {
  private static final Map<String, String> LIBELLES =
      Arrays.stream(Defaut.values())
          .collect(Collectors.toUnmodifiableMap(Defaut::code, Defaut::libelle));

  private LibelleDefaut() {}

  /**
   * @return le code lui-même quand il n'est d'aucun défaut d'aujourd'hui : un import ancien reste
   *     lisible
   */
  public static String de(String code) {
    return LIBELLES.getOrDefault(code, code);
  }
}
