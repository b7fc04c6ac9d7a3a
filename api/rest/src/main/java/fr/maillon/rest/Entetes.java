package fr.maillon.rest;

import fr.maillon.regle.RegleMetier;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Les en-têtes que la suite lit sans ménagement : mal formés, ils se refusent ici, en disant
 * lequel.
 */
final class Entetes {
  private static final String JETON = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String PARAMETRES =
      "(\\s*;\\s*"
          + JETON
          + "=("
          + JETON
          + "|\"([^\"\\\\\\x00-\\x1f]|\\\\[\\x20-\\x7e])*\"))*\\s*;?\\s*";
  private static final Pattern TYPE = Pattern.compile("\\s*" + JETON + "/" + JETON + PARAMETRES);
  private static final Pattern BORNE =
      Pattern.compile(";\\s*boundary=\"?[^;\"\\s]", Pattern.CASE_INSENSITIVE);
  private static final Pattern LANGUES =
      Pattern.compile(
          "\\s*(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*q=[01]([.][0-9]{0,3})?)?\\s*");
  private static final int LONGUEUR = 1_000;

  private Entetes() {}

  /** Un en-tête que nul ne peut lire. */
  static final class Illisible extends RegleMetier {
    private static final long serialVersionUID = 1L;
    private final int statut;

    private Illisible(int statut, String phrase) {
      super("entete-illisible", phrase);
      this.statut = statut;
    }

    int statut() {
      return statut;
    }
  }

  static void verifier(HttpServletRequest demande) {
    var type = demande.getHeader("Content-Type");
    if (type != null) {
      var court = type.toLowerCase(Locale.ROOT);
      if (type.length() > LONGUEUR
          || !TYPE.matcher(type).matches()
          || court.contains("*")
          || !jeuConnu(demande)) {
        throw new Illisible(
            415, "L'en-tête Content-Type ne se lit pas. Pour du JSON : application/json.");
      }
      if (court.strip().startsWith("multipart/") && !BORNE.matcher(type).find()) {
        throw new Illisible(
            415,
            "Un envoi multipart dit où finissent ses parties : il manque « boundary » à l'en-tête"
                + " Content-Type.");
      }
    }
    for (var e = demande.getHeaders("Accept"); e.hasMoreElements(); ) {
      var accept = e.nextElement();
      if (accept.length() > LONGUEUR) {
        throw new Illisible(400, "L'en-tête Accept ne se lit pas.");
      }
      for (var morceau : accept.split(",")) {
        if (!morceau.isBlank() && !TYPE.matcher(morceau).matches()) {
          throw new Illisible(
              400, "L'en-tête Accept ne se lit pas. Pour du JSON : application/json.");
        }
      }
    }
    for (var e = demande.getHeaders("Accept-Language"); e.hasMoreElements(); ) {
      var langues = e.nextElement();
      if (langues.length() > LONGUEUR) {
        throw new Illisible(400, "L'en-tête Accept-Language ne se lit pas. Pour du français : fr.");
      }
      for (var morceau : langues.split(",")) {
        if (!morceau.isBlank() && !LANGUES.matcher(morceau).matches()) {
          throw new Illisible(
              400, "L'en-tête Accept-Language ne se lit pas. Pour du français : fr.");
        }
      }
    }
  }

  private static boolean jeuConnu(HttpServletRequest demande) {
    try {
      var jeu = demande.getCharacterEncoding();
      return jeu == null || java.nio.charset.Charset.isSupported(jeu);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
