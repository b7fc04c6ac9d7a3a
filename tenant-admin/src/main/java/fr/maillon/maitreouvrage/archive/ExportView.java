package fr.maillon.maitreouvrage.archive;

import fr.maillon.travail.EtatTravail;
import fr.maillon.travail.TravailView;
import java.time.Instant;
import java.util.UUID;

/**
 * Un export de l'espace, pour qui l'a demandé.
 *
 * @param etat {@code DEMANDE}, {@code EN_COURS}, {@code PRET}, {@code ECHEC}
 * @param etape la table en cours ; null hors de EN_COURS
 * @param lignes écrites jusque-là
 * @param octets taille de l'archive, une fois prête
 * @param empreinte SHA-256 de l'archive, une fois prête
 * @param expireLe instant où l'archive est oubliée
 * @param erreur ce qui l'a fait échouer, et quoi faire
 */
public record ExportView(
    UUID id,
    String etat,
    String etape,
    long lignes,
    long octets,
    String empreinte,
    Instant demandeLe,
    Instant pretLe,
    Instant expireLe,
    String erreur) {

  static ExportView de(TravailView t) {
    var pret = t.etat() == EtatTravail.FAIT;
    return new ExportView(
        t.id(),
        switch (t.etat()) {
          case DEPOT, A_FAIRE -> "DEMANDE";
          case EN_COURS -> "EN_COURS";
          case FAIT -> "PRET";
          case ECHEC, ANNULE -> "ECHEC";
        },
        t.etape(),
        t.fait(),
        t.octets(),
        t.empreinte(),
        t.creeLe(),
        pret ? t.finiLe() : null,
        pret ? t.expireLe() : null,
        t.phrase());
  }

  public boolean pret() {
    return etat.equals("PRET");
  }

  public boolean enCours() {
    return etat.equals("DEMANDE") || etat.equals("EN_COURS");
  }
}
