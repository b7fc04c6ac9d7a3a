package fr.maillon.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Le numéro d'une demande : dans chaque ligne de journal qu'elle écrit, et dans la page ou le
 * message d'erreur qu'elle rend. C'est celui de l'en-tête {@code traceparent} (W3C Trace Context)
 * quand l'appelant en donne un, sinon un nouveau ; 32 chiffres hexadécimaux.
 */
public final class Trace {
  private static final ScopedValue<String> COURANTE = ScopedValue.newInstance();
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom HASARD = new SecureRandom();

  private Trace() {}

  public static <R, X extends Throwable> R call(
      String traceparent, ScopedValue.CallableOp<R, X> corps) throws X {
    return ScopedValue.where(COURANTE, de(traceparent)).call(corps);
  }

  /**
   * Le numéro de la demande en cours ; un nouveau hors d'une demande, pour qu'une erreur en ait
   * toujours un.
   */
  public static String courante() {
    return COURANTE.isBound() ? COURANTE.get() : nouvelle();
  }

  static String siLiee() {
    return COURANTE.isBound() ? COURANTE.get() : null;
  }

  static String de(String traceparent) {
    var lu = traceparent == null ? null : TRACEPARENT.matcher(traceparent);
    return lu != null && lu.matches() ? lu.group(1) : nouvelle();
  }

  private static String nouvelle() {
    var octets = new byte[16];
    HASARD.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
