package fr.maillon.usage;

import fr.maillon.regle.TropDeDemandes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Qui vient d'être arrêté quelque part l'y est encore, jusqu'à ce que la part de l'espace se refasse, sans que son jeton soit vérifié ni
 * rien lu : une demande refusée doit coûter bien moins qu'une demande servie, ou refuser ne protège personne.
 */
@ApplicationScoped
public class Arrets {
  private static final int AU_PLUS = 10_000;

  @Inject Clock horloge;

  private final ConcurrentHashMap<Arret, Instant> arrets = new ConcurrentHashMap<>();

  /** Le jeton n'est gardé que par son empreinte. */
  private record Arret(String porteur, String lieu) {}

  /**
   * @param porteur ce qui a été présenté pour entrer, tel quel ; null ou inconnu : rien n'est su de lui
   * @param lieu le code d'un espace, ou vide
   * @throws TropDeDemandes ce porteur a été arrêté ici, et l'attente qui lui a été dite n'est pas finie
   */
  public void verifier(String porteur, String lieu) {
    if (porteur == null || arrets.isEmpty()) {
      return;
    }
    var jusquA = arrets.get(arret(porteur, lieu));
    var reste = jusquA == null ? Duration.ZERO : Duration.between(horloge.instant(), jusquA);
    if (reste.isPositive()) {
      throw new TropDeDemandes(reste);
    }
  }

  /** Retient un refus, pour le temps exact où la part de l'espace reste prise. */
  public void retenir(String porteur, String lieu, TropDeDemandes refus) {
    var maintenant = horloge.instant();
    arrets.put(arret(porteur, lieu), maintenant.plus(refus.attente()));
    if (arrets.size() > AU_PLUS) {
      arrets.values().removeIf(jusquA -> jusquA.isBefore(maintenant));
    }
  }

  private static Arret arret(String porteur, String lieu) {
    try {
      return new Arret(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(porteur.getBytes(StandardCharsets.UTF_8))), lieu);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
