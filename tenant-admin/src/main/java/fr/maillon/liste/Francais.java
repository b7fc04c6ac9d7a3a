package fr.maillon.liste;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Ce que la langue demande à une phrase que l'on compose. */
public final class Francais {
  private static final Pattern DE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])([Dd])e (?=[AEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆaeiouàâäéèêëîïôöùûüœæ])");

  private static final ConcurrentHashMap<String, DecimalFormat> FORMATS = new ConcurrentHashMap<>();
  private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private Francais() {}

  /**
   * « les heures de octobre » s'écrit « les heures d'octobre ». Le « h » et le « y » restent au «
   * de » : l'oreille seule les départage.
   */
  public static String elider(String phrase) {
    return phrase == null ? null : DE.matcher(phrase).replaceAll("$1'");
  }

  /**
   * Un nombre selon ce motif : espace fine insécable entre les milliers, virgule, signe « − », demi
   * vers le haut.
   */
  public static String nombre(String motif, Number n) {
    // un format n'est pas fait pour plusieurs fils : chacun prend sa copie
    return ((DecimalFormat) FORMATS.computeIfAbsent(motif, Francais::format).clone()).format(n);
  }

  private static DecimalFormat format(String motif) {
    var symboles = DecimalFormatSymbols.getInstance(Locale.FRANCE);
    symboles.setGroupingSeparator('\u202f');
    symboles.setDecimalSeparator(',');
    symboles.setMinusSign('\u2212');
    var format = new DecimalFormat(motif, symboles);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  /** {@code 1 043 218,25 h} ; sans décimales quand l'heure est ronde : {@code 233 h}. */
  public static String heures(BigDecimal h) {
    return nombre(h.stripTrailingZeros().scale() > 0 ? "#,##0.00" : "#,##0", h) + "\u00a0h";
  }

  /** {@code 1 234 567,89 €} ; sans décimales quand la somme est ronde. */
  public static String euros(BigDecimal m) {
    return nombre(m.stripTrailingZeros().scale() > 0 ? "#,##0.00" : "#,##0", m) + "\u00a0€";
  }

  /** La même, majuscule en tête. */
  public static String phrase(String texte) {
    return texte == null || texte.isEmpty()
        ? ""
        : texte.substring(0, 1).toUpperCase(Locale.FRANCE) + texte.substring(1);
  }

  /** {@code 03/02/2026}. */
  public static String jour(LocalDate jour) {
    return JOUR.format(jour);
  }
}
