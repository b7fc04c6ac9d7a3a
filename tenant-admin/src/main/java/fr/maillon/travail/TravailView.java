package fr.maillon.travail;

import java.time.Instant;
import java.util.UUID;

/**
 * Un travail de fond, pour qui le suit.
 *
 * @param nature ce qu'il fait : {@code import-decp}, {@code export}…
 * @param cle ce qu'il vise
 * @param objet le même, en une phrase courte
 * @param etape ce qu'il fait en ce moment ; null : rien à en dire
 * @param fait sur {@code aFaire} ; les deux nuls quand cela ne se compte pas
 * @param prochainEssai quand il repartira ; null hors de A_FAIRE
 * @param phrase ce qui l'a arrêté, ou ce qu'il a donné
 * @param expireLe quand il s'oubliera, et son contenu avec lui
 * @param octets taille de ce qu'il a donné
 * @param empreinte SHA-256 de ce qu'il a donné
 * @param annulable il attend ou court, et peut encore s'arrêter
 */
public record TravailView(
    UUID id,
    String nature,
    String cle,
    String objet,
    EtatTravail etat,
    String etape,
    long fait,
    long aFaire,
    int essais,
    Instant prochainEssai,
    String phrase,
    boolean annulationDemandee,
    String demandePar,
    Instant creeLe,
    Instant commenceLe,
    Instant finiLe,
    Instant expireLe,
    long octets,
    String empreinte,
    boolean annulable) {

  /** De 0 à 100 ; -1 : cela ne se compte pas. */
  public int avancement() {
    return aFaire <= 0 ? -1 : Math.clamp(fait * 100 / aFaire, 0, 100);
  }

  static TravailView de(LigneTravail t) {
    var vif = t.etat == EtatTravail.A_FAIRE || t.etat == EtatTravail.EN_COURS;
    return new TravailView(
        t.id,
        t.nature,
        t.cle,
        t.objet,
        t.etat,
        t.etat == EtatTravail.EN_COURS ? t.etape : null,
        t.fait,
        t.aFaire,
        t.essais,
        t.etat == EtatTravail.A_FAIRE ? t.prochaine : null,
        t.phrase,
        t.annulation,
        t.auteurNom,
        t.creeLe,
        t.commenceLe,
        t.finiLe,
        t.expireLe,
        t.octets,
        t.empreinte,
        vif && !t.annulation);
  }
}
