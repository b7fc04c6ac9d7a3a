package fr.maillon.infra;

import java.util.Locale;

/**
 * A setting of the launcher: {@code -Dmaillon.port.http=…}, else {@code MAILLON_PORT_HTTP=…}, else
 * its default.
 */
public final class Reglage {
  private static final int LAST_PORT = 65_535;

  private Reglage() {}

  public static String text(String name, String fallback) {
    var property = System.getProperty(name);
    if (property != null && !property.isBlank()) {
      return property.strip();
    }
    var variable = System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'));
    return variable == null || variable.isBlank() ? fallback : variable.strip();
  }

  static int port(String name, int fallback) {
    var given = text(name, String.valueOf(fallback));
    if (!given.matches("\\d{1,5}")
        || Integer.parseInt(given) > LAST_PORT
        || Integer.parseInt(given) == 0) {
      throw new Panne(
          "« "
              + given
              + " » n'est pas un port : donnez à "
              + name
              + " un nombre entre 1 et "
              + LAST_PORT
              + ".");
    }
    return Integer.parseInt(given);
  }
}
