package fr.maillon.usage;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.TropDeDemandes;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ce qui écrit à des tiers ou réveille les gens d'un espace se fait à un rythme humain, par
 * personne et par espace, sur ce serveur : une boucle, ou un compte pris, n'inonde pas des boîtes
 * de courriel.
 */
@ApplicationScoped
public class Cadence {
  private static final int AU_PLUS = 20_000;

  @Inject LimitesEnVigueur limites;

  private final ConcurrentHashMap<Cle, Seau> seaux = new ConcurrentHashMap<>();

  private enum Quoi {
    INVITATION,
    URGENCE
  }

  private record Cle(Quoi quoi, UUID de) {}

  private record Seau(int combien, Bucket bucket) {}

  /**
   * Compte une invitation ou un rappel ; hors de tout espace, la personne seule compte.
   *
   * @throws TropDeDemandes {@code trop-d-invitations}
   */
  public void inviter(Identite qui, UUID espace) {
    compter(
        Quoi.INVITATION,
        qui,
        espace,
        limites.rythmes().invitationsHeure(),
        Duration.ofHours(1),
        "trop-d-invitations",
        "Trop d'invitations sont parties en peu de temps. Celle-ci n'est pas envoyée : réessayez"
            + " dans %s.");
  }

  /**
   * @throws TropDeDemandes {@code trop-d-urgences}
   */
  public void briser(Identite qui, UUID espace) {
    compter(
        Quoi.URGENCE,
        qui,
        espace,
        limites.rythmes().urgencesJour(),
        Duration.ofDays(1),
        "trop-d-urgences",
        "Trop d'accès d'urgence en peu de temps. Demandez à l'espace d'ouvrir une fenêtre, ou"
            + " réessayez dans %s.");
  }

  private void compter(
      Quoi quoi,
      Identite qui,
      UUID espace,
      int combien,
      Duration duree,
      String code,
      String phrase) {
    consommer(new Cle(quoi, qui.id()), combien, duree, code, phrase);
    if (espace != null) {
      consommer(new Cle(quoi, espace), combien, duree, code, phrase);
    }
  }

  private void consommer(Cle cle, int combien, Duration duree, String code, String phrase) {
    if (seaux.size() > AU_PLUS) {
      seaux.values().removeIf(s -> s.bucket().getAvailableTokens() >= s.combien());
    }
    var seau =
        seaux.compute(
            cle,
            (_, connu) ->
                connu != null && connu.combien() == combien
                    ? connu
                    : new Seau(
                        combien,
                        Bucket.builder()
                            .addLimit(l -> l.capacity(combien).refillGreedy(combien, duree))
                            .build()));
    var essai = seau.bucket().tryConsumeAndReturnRemaining(1);
    if (!essai.isConsumed()) {
      var attente = Duration.ofNanos(essai.getNanosToWaitForRefill());
      throw new TropDeDemandes(code, phrase.formatted(dite(attente)), attente);
    }
  }

  private static String dite(Duration attente) {
    long minutes = Math.max(1, attente.plusSeconds(59).toMinutes());
    return minutes == 1
        ? "une minute"
        : minutes < 120 ? minutes + " minutes" : attente.plusMinutes(59).toHours() + " heures";
  }
}
