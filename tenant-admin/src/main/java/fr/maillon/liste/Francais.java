package fr.maillon.liste;

import java.util.regex.Pattern;

/** Ce que la langue demande à une phrase que l'on compose. */
public final class Francais {
  private static final Pattern DE = Pattern.compile("(?<![\\p{L}\\p{N}])([Dd])e (?=[AEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆaeiouàâäéèêëîïôöùûüœæ])");

  private Francais() {}

  /** « les heures de octobre » s'écrit « les heures d'octobre ». Le « h » et le « y » restent au « de » : l'oreille seule les départage. */
  public static String elider(String phrase) {
    return phrase == null ? null : DE.matcher(phrase).replaceAll("$1'");
  }
}
