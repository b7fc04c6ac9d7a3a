package fr.maillon.saisie;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Une durée en heures, comme on l'écrit : {@code 7h30}, {@code 7 h 30}, {@code 7:30}, {@code 7,5},
 * {@code 7.5}, {@code 7,5 h}, {@code 450 min}. Les minutes vont de 00 à 59 ; ce qui peut se lire de
 * deux façons ({@code 7h5}, {@code 12.000}) est refusé.
 */
public final class Duree {
  private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
  private static final int LONGUEUR = 40;
  private static final String ENTIER = "(-?(?:[0-9]{1,7}|[0-9]{1,3}(?: [0-9]{3}){1,2}))";
  private static final Pattern HEURES_MINUTES =
      Pattern.compile(ENTIER + " ?(?:h|heures?|:) ?([0-5][0-9])(?: ?(?:min|mn|minutes?))?");
  private static final Pattern HEURES =
      Pattern.compile(ENTIER + "((?:[.,][0-9]{1,2})?)(?: ?(?:h|heures?))?");
  private static final Pattern EN_MINUTES = Pattern.compile(ENTIER + " ?(?:min|mn|minutes?)");

  private Duree() {}

  /**
   * @return des heures ; null si le texte est vide
   * @throws SaisieIncomprise ce n'est pas une durée
   */
  public static BigDecimal lire(String champ, String texte) {
    if (Signes.vide(texte)) {
      return null;
    }
    if (texte.length() > LONGUEUR) {
      throw incomprise(champ);
    }
    var net = Signes.espaces(texte).toLowerCase(Locale.ROOT).replace('\u2212', '-');
    var heuresMinutes = HEURES_MINUTES.matcher(net);
    if (heuresMinutes.matches()) {
      var heures = entier(heuresMinutes.group(1));
      var minutes = heures(new BigDecimal(heuresMinutes.group(2)));
      return net.startsWith("-") ? heures.subtract(minutes) : heures.add(minutes);
    }
    var heures = HEURES.matcher(net);
    if (heures.matches()) {
      return new BigDecimal(heures.group(1).replace(" ", "") + heures.group(2).replace(',', '.'));
    }
    var minutes = EN_MINUTES.matcher(net);
    if (minutes.matches()) {
      return heures(entier(minutes.group(1)));
    }
    throw incomprise(champ);
  }

  /**
   * Ce qui a été compris, écrit des deux façons : {@code 7 h 30, soit 7,50 h} ; {@code 7 h} quand
   * il n'y a pas de minutes.
   */
  public static String ecrire(BigDecimal heures) {
    var minutes = heures.abs().multiply(MINUTES).setScale(0, RoundingMode.HALF_UP).longValueExact();
    var signe = heures.signum() < 0 ? "\u2212" : "";
    var entieres = signe + String.format(Locale.FRANCE, "%,d", minutes / 60) + "\u00a0h";
    return minutes % 60 == 0 && heures.stripTrailingZeros().scale() <= 0
        ? entieres
        : entieres
            + "\u00a0"
            + String.format(Locale.ROOT, "%02d", minutes % 60)
            + ", soit "
            + signe
            + String.format(Locale.FRANCE, "%,.2f", heures.abs())
            + "\u00a0h";
  }

  private static BigDecimal entier(String texte) {
    return new BigDecimal(texte.replace(" ", ""));
  }

  private static BigDecimal heures(BigDecimal minutes) {
    return minutes.divide(MINUTES, 2, RoundingMode.HALF_UP);
  }

  private static SaisieIncomprise incomprise(String champ) {
    return new SaisieIncomprise(
        champ, "Écrivez une durée : 7h30, 7,5 ou 450 min. Les minutes vont de 00 à 59.");
  }
}
