package fr.maillon.web.equipe;

import java.util.Locale;

/** Un titre en tête de phrase. */
final class Majuscule {
  private Majuscule() {}

  static String de(String mot) {
    return mot.substring(0, 1).toUpperCase(Locale.FRENCH) + mot.substring(1);
  }
}
