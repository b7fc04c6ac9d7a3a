package fr.maillon.decp;

import java.util.Map;
import java.util.regex.Pattern;

/** Cohérence entre le code d'un lieu et son type (README §10). */
final class Lieux {
  private static final Map<String, Pattern> FORMES =
      Map.of(
          "Code postal", Pattern.compile("\\d{5}"),
          "Code commune", Pattern.compile("\\d{5}|2[AB]\\d{3}"),
          "Code département", Pattern.compile("\\d{2}|2A|2B|97\\d"),
          "Code région", Pattern.compile("\\d{2}"),
          "Code pays", Pattern.compile("[A-Z]{2}"));
  private static final Pattern ZERO_PERDU = Pattern.compile("\\d{4}");

  private Lieux() {}

  /** Un type hors liste est un autre défaut : il n'est pas compté deux fois. */
  static boolean incoherent(String codeEcrit, String typeEcrit) {
    var forme = typeEcrit == null ? null : FORMES.get(typeEcrit);
    return forme != null && codeEcrit != null && !forme.matcher(codeEcrit).matches();
  }

  /** Rétablit le zéro de tête d'un code postal ou de commune : 1000 pour 01000. */
  static String completer(String code, String type) {
    boolean aCinqChiffres = "Code postal".equals(type) || "Code commune".equals(type);
    return aCinqChiffres && code != null && ZERO_PERDU.matcher(code).matches() ? "0" + code : code;
  }
}
