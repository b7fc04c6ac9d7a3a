package fr.maillon.saisie;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * Une date ou un mois, comme on les écrit : {@code 2026-02-03}, {@code 03/02/2026} ; {@code
 * 2026-02}, {@code 02/2026}.
 */
public final class Jour {
  private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  private static final Pattern FRANCAISE =
      Pattern.compile("([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})");
  private static final Pattern MOIS_ISO = Pattern.compile("([0-9]{4})-([0-9]{2})");
  private static final Pattern MOIS_FRANCAIS = Pattern.compile("([0-9]{1,2})[/.-]([0-9]{4})");

  private Jour() {}

  /**
   * @return null si le texte est vide
   * @throws SaisieIncomprise ce jour n'est dans aucun calendrier
   */
  public static LocalDate lire(String champ, String texte) {
    if (Signes.vide(texte)) {
      return null;
    }
    var net = Signes.espaces(texte);
    try {
      var iso = ISO.matcher(net);
      if (iso.matches()) {
        return LocalDate.of(nombre(iso.group(1)), nombre(iso.group(2)), nombre(iso.group(3)));
      }
      var francaise = FRANCAISE.matcher(net);
      if (francaise.matches()) {
        return LocalDate.of(
            nombre(francaise.group(3)), nombre(francaise.group(2)), nombre(francaise.group(1)));
      }
    } catch (DateTimeException e) {
      throw new SaisieIncomprise(
          champ, "Ce jour n'existe pas. Écrivez une date, par exemple 03/02/2026.");
    }
    throw new SaisieIncomprise(champ, "Écrivez une date, par exemple 03/02/2026.");
  }

  /**
   * @return null si le texte est vide
   */
  public static YearMonth mois(String champ, String texte) {
    if (Signes.vide(texte)) {
      return null;
    }
    var net = Signes.espaces(texte);
    try {
      var iso = MOIS_ISO.matcher(net);
      if (iso.matches()) {
        return YearMonth.of(nombre(iso.group(1)), nombre(iso.group(2)));
      }
      var francais = MOIS_FRANCAIS.matcher(net);
      if (francais.matches()) {
        return YearMonth.of(nombre(francais.group(2)), nombre(francais.group(1)));
      }
    } catch (DateTimeException e) {
      throw new SaisieIncomprise(
          champ, "Ce mois n'existe pas. Écrivez un mois, par exemple 02/2026.");
    }
    throw new SaisieIncomprise(champ, "Écrivez un mois, par exemple 02/2026.");
  }

  private static int nombre(String chiffres) {
    return Integer.parseInt(chiffres);
  }
}
