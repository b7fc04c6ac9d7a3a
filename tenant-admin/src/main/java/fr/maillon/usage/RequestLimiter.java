package fr.maillon.usage;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.TropDeDemandes;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Compte les demandes de chaque espace sur ce serveur, et arrête celles qui passent sa part. Qui
 * vient d'être servi dans un espace est arrêté avant toute lecture en base ; qui n'y est jamais
 * entré ne consomme pas sa part.
 */
@ApplicationScoped
public class RequestLimiter {
  /**
   * Une page et ce qu'elle déclenche arrivent ensemble : en une seconde, deux fois la moyenne,
   * vingt demandes au moins.
   */
  private static final int RAFALE = 2;

  /**
   * Qui n'a rien demandé n'amasse pas une minute entière à dépenser d'un coup : trois secondes,
   * vingt demandes au moins.
   */
  private static final int RESERVE = 20;

  private static final int RAFALE_MINIMALE = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * Un fichier dure plus qu'une demande : on ne retient pas la suivante, on lui dit quand revenir.
   */
  private static final Duration PROCHAINE_SORTIE = Duration.ofSeconds(5);

  private static final Duration OUBLI = Duration.ofMinutes(10);
  private static final int AU_PLUS = 20_000;

  @Inject LimitesEnVigueur limites;
  @Inject Clock horloge;

  private final ConcurrentHashMap<UUID, Compte> espaces = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<UUID, Compte> personnes = new ConcurrentHashMap<>();

  /**
   * L'espace où chacun a été servi, par le code d'adresse : de quoi le compter, et l'arrêter, sans
   * rien lire.
   */
  private final ConcurrentHashMap<Servi, UUID> servis = new ConcurrentHashMap<>();

  private record Servi(UUID personne, String code) {}

  private static final class Compte {
    final Limites limites;
    final Bucket seau;
    final Semaphore places;
    final Semaphore sorties;
    final Semaphore depots;

    /** Fichiers que chacun y envoie en ce moment. */
    final ConcurrentHashMap<UUID, Integer> deposants = new ConcurrentHashMap<>();

    volatile Instant derniere;

    Compte(Limites limites, Instant maintenant) {
      this.limites = limites;
      this.seau =
          Bucket.builder()
              .addLimit(
                  l ->
                      l.capacity(Math.max(RAFALE_MINIMALE, limites.requetesMinute() / RESERVE))
                          .refillGreedy(limites.requetesMinute(), Duration.ofMinutes(1)))
              .addLimit(
                  l ->
                      l.capacity(rafale(limites))
                          .refillGreedy(rafale(limites), Duration.ofSeconds(1)))
              .build();
      this.places = new Semaphore(limites.simultanees());
      this.sorties = new Semaphore(limites.exportsSimultanes());
      this.depots = new Semaphore(Math.max(1, limites.simultanees() / 2));
      this.derniere = maintenant;
    }

    void finir(UUID personne) {
      deposants.computeIfPresent(personne, (_, n) -> n == 1 ? null : n - 1);
    }

    private static long rafale(Limites limites) {
      return Math.max(RAFALE_MINIMALE, (long) limites.requetesMinute() * RAFALE / 60);
    }
  }

  /** Une place occupée tant que la demande est servie. */
  public interface Passage extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Avant de rien lire : compte la demande de qui a déjà été servi dans cet espace. Compter d'abord
   * et lire ensuite : sinon toutes les demandes arrivées ensemble liraient la base avant que la
   * première ne prenne la part qui restait.
   *
   * @return vrai si elle est comptée ; faux si cette personne n'y est pas connue, et {@link
   *     #compter(Identite, UUID, String)} le fera quand la porte se sera ouverte
   * @throws TropDeDemandes la part de l'espace est prise
   */
  public boolean annoncer(Identite identite, String code) {
    var espace = servis.get(new Servi(identite.id(), code));
    if (espace == null) {
      return false;
    }
    consommer(compte(espaces, espace, limites.de(espace)));
    return true;
  }

  /** La porte lui est restée fermée : ses prochaines demandes ne prendront rien à l'espace. */
  public void oublier(Identite identite, String code) {
    servis.remove(new Servi(identite.id(), code));
  }

  /**
   * Compte une demande dans un espace où la personne vient d'entrer.
   *
   * @throws TropDeDemandes la part de l'espace est prise
   */
  public void compter(Identite identite, UUID espace, String code) {
    servis.put(new Servi(identite.id(), code), espace);
    consommer(compte(espaces, espace, limites.de(espace)));
  }

  /** Compte une demande hors de tout espace : accueil, portefeuille, équipe, centre. */
  public void compter(Identite identite) {
    consommer(compte(personnes, identite.id(), limites.communes()));
  }

  /**
   * Prend une place parmi celles de l'espace, en attendant un peu qu'une se libère.
   *
   * @throws TropDeDemandes toutes restent prises
   */
  public Passage occuper(UUID espace) {
    var places = compte(espaces, espace, limites.de(espace)).places;
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TropDeDemandes(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TropDeDemandes(PATIENCE);
    }
    return places::release;
  }

  /**
   * Prend une place parmi les fichiers que l'espace sort en même temps de ce serveur, en attendant
   * un peu qu'une se libère.
   *
   * @throws TropDeDemandes {@code sorties-simultanees}
   */
  public Passage sortir(UUID espace) {
    var siennes = limites.de(espace);
    var sorties = compte(espaces, espace, siennes).sorties;
    try {
      if (sorties.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return sorties::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new TropDeDemandes(
        "sorties-simultanees",
        siennes.exportsSimultanes() == 1
            ? "Un autre fichier sort de cet espace en ce moment, et il n'en sort qu'un à la fois :"
                + " réessayez dans quelques secondes."
            : "Cet espace sort déjà "
                + siennes.exportsSimultanes()
                + " fichiers en ce moment, autant qu'il peut : réessayez dans quelques secondes.",
        PROCHAINE_SORTIE);
  }

  /**
   * Prend une place parmi les fichiers que l'espace reçoit en même temps, à part de celles où l'on
   * travaille : un fichier qui arrive lentement n'y gêne que d'autres fichiers. Une personne n'en
   * tient qu'une partie.
   *
   * @throws TropDeDemandes {@code depots-simultanes}
   */
  public Passage recevoir(Identite identite, UUID espace) {
    var siennes = limites.de(espace);
    var compte = compte(espaces, espace, siennes);
    int parPersonne = Math.max(1, siennes.simultanees() / 4);
    if (compte.deposants.merge(identite.id(), 1, Integer::sum) <= parPersonne) {
      try {
        if (compte.depots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          return () -> {
            compte.depots.release();
            compte.finir(identite.id());
          };
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    compte.finir(identite.id());
    throw new TropDeDemandes(
        "depots-simultanes",
        "D'autres fichiers arrivent dans cet espace en ce moment, autant qu'il peut en recevoir."
            + " Rien n'a été fait : réessayez dans quelques secondes.",
        PROCHAINE_SORTIE);
  }

  private static void consommer(Compte compte) {
    var essai = compte.seau.tryConsumeAndReturnRemaining(1);
    if (!essai.isConsumed()) {
      throw new TropDeDemandes(Duration.ofNanos(essai.getNanosToWaitForRefill()));
    }
  }

  private Compte compte(ConcurrentHashMap<UUID, Compte> comptes, UUID cle, Limites siennes) {
    var maintenant = horloge.instant();
    var compte =
        comptes.compute(
            cle,
            (_, connu) ->
                connu == null || !connu.limites.equals(siennes)
                    ? new Compte(siennes, maintenant)
                    : connu);
    compte.derniere = maintenant;
    if (comptes.size() + servis.size() > AU_PLUS) {
      comptes.values().removeIf(c -> c.derniere.isBefore(maintenant.minus(OUBLI)));
      servis.values().removeIf(espace -> !espaces.containsKey(espace));
    }
    return compte;
  }
}
