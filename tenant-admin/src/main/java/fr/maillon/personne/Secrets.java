package fr.maillon.personne;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Un secret de lien : 256 bits, gardés par leur seule empreinte. */
final class Secrets {
  private static final SecureRandom HASARD = new SecureRandom();
  private static final int OCTETS = 32;

  private Secrets() {}

  static String tirer() {
    var octets = new byte[OCTETS];
    HASARD.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  static String empreinte(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 est dans tout Java", e);
    }
  }
}
