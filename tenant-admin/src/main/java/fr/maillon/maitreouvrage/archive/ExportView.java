package fr.maillon.maitreouvrage.archive;

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
  public boolean pret() {
    return etat.equals("PRET");
  }

  public boolean enCours() {
    return etat.equals("DEMANDE") || etat.equals("EN_COURS");
  }
}
