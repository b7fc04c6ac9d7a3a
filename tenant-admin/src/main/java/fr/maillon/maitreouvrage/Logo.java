package fr.maillon.maitreouvrage;

import fr.maillon.regle.RegleMetier;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * L'image d'un maître d'ouvrage, reconnue à son contenu : PNG, JPEG ou WebP. Pas de SVG : il peut
 * porter du script.
 *
 * @param type le type MIME que dit le contenu
 * @param empreinte seize chiffres hexadécimaux : l'adresse de l'image change avec elle
 */
public record Logo(byte[] contenu, String type, String empreinte) {
  /** Octets. */
  public static final int MAXIMUM = 200 * 1024;

  /**
   * @throws RegleMetier {@code logo-trop-lourd}, {@code logo-illisible}
   */
  public static Logo lire(byte[] contenu) {
    if (contenu.length > MAXIMUM) {
      throw new RegleMetier(
          "logo-trop-lourd", "logo", "Le logo dépasse 200 ko. Réduisez l'image, puis renvoyez-la.");
    }
    var type = type(contenu);
    if (type == null) {
      throw new RegleMetier(
          "logo-illisible",
          "logo",
          "Le logo doit être une image PNG, JPEG ou WebP. Exportez-la dans l'un de ces formats,"
              + " puis renvoyez-la.");
    }
    try {
      return new Logo(
          contenu,
          type,
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(contenu), 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String type(byte[] c) {
    if (c.length > 24
        && commence(c, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)
        && commence(c, 12, 'I', 'H', 'D', 'R')) {
      return "image/png";
    }
    if (c.length > 24 && commence(c, 0, 0xff, 0xd8, 0xff)) {
      return "image/jpeg";
    }
    return c.length > 24
            && commence(c, 0, 'R', 'I', 'F', 'F')
            && commence(c, 8, 'W', 'E', 'B', 'P', 'V', 'P', '8')
        ? "image/webp"
        : null;
  }

  private static boolean commence(byte[] contenu, int place, int... octets) {
    for (int i = 0; i < octets.length; i++) {
      if ((contenu[place + i] & 0xff) != octets[i]) {
        return false;
      }
    }
    return true;
  }
}
