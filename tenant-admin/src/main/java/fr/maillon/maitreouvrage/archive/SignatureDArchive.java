package fr.maillon.maitreouvrage.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ce que seule cette installation sait faire : signer une archive, et y désigner des personnes sans
 * les nommer. Les clés viennent du secret de l'installation et de la lignée de l'espace : deux
 * lignées donnent à une même personne deux identifiants qu'on ne peut rapprocher.
 *
 * <p>Un participant, un UUID de 128 bits, est exactement un bloc d'AES : le chiffrer seul est une
 * permutation, sans remplissage, sans vecteur, réversible par qui a la clé et par lui seul.
 * Chiffrer deux fois le même donne deux fois le même, et c'est voulu : on compte des personnes.
 */
@ApplicationScoped
class SignatureDArchive {
  @Inject
  @ConfigProperty(name = "maillon.secret")
  String secret;

  /** Signature, en hexadécimal, du manifeste tel qu'il est écrit. */
  String signer(byte[] manifeste) {
    return HexFormat.of().formatHex(hmac(cle("signature"), manifeste));
  }

  boolean verifie(byte[] manifeste, String signature) {
    return MessageDigest.isEqual(
        signer(manifeste).getBytes(StandardCharsets.US_ASCII),
        signature.strip().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * L'identifiant d'un membre de l'équipe, hors de la plateforme : un UUID de version 8, le même
   * dans toute la lignée.
   */
  UUID equipier(UUID lignee, UUID id) {
    var octets = ByteBuffer.wrap(hmac(cle("equipe:" + lignee), octets(id)));
    return new UUID(
        octets.getLong() & ~0xF000L | 0x8000L,
        octets.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
  }

  /** Un membre de l'équipe connu par son seul nom. */
  UUID equipier(UUID lignee, String nom) {
    var octets = ByteBuffer.wrap(hmac(cle("nom:" + lignee), nom.getBytes(StandardCharsets.UTF_8)));
    return new UUID(octets.getLong(), octets.getLong());
  }

  UUID chiffrer(String nature, UUID lignee, UUID id) {
    return bloc(Cipher.ENCRYPT_MODE, nature, lignee, id);
  }

  UUID dechiffrer(String nature, UUID lignee, UUID id) {
    return bloc(Cipher.DECRYPT_MODE, nature, lignee, id);
  }

  private UUID bloc(int sens, String nature, UUID lignee, UUID id) {
    try {
      var aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(sens, new SecretKeySpec(cle(nature + ":" + lignee), "AES"));
      var octets = ByteBuffer.wrap(aes.doFinal(octets(id)));
      return new UUID(octets.getLong(), octets.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 256 bits propres à cet usage ; le secret n'est jamais une clé lui-même. */
  private byte[] cle(String usage) {
    return hmac(
        ("maillon-archive\n" + secret).getBytes(StandardCharsets.UTF_8),
        usage.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(byte[] cle, byte[] texte) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(cle, "HmacSHA256"));
      return mac.doFinal(texte);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] octets(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(byte[] octets) {
    return HexFormat.of().formatHex(sha256().digest(octets));
  }
}
