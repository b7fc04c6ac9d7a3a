package fr.maillon.maitreouvrage.archive;

import java.time.Instant;
import java.util.UUID;

/**
 * La reprise d'une archive dans l'espace.
 *
 * @param etat {@code DEPOT} (le fichier arrive), {@code DEPOSEE}, {@code EN_COURS}, {@code
 *     TERMINEE}, {@code ECHEC}
 * @param source code de l'espace exporté, une fois l'archive vérifiée
 * @param exporteeLe instant de l'export
 * @param empreinte celle des données reprises, égale à celle du manifeste
 */
public record RepriseView(
    UUID id,
    String etat,
    String etape,
    String fichier,
    long octets,
    long lignes,
    String source,
    Instant exporteeLe,
    String empreinte,
    String auteur,
    Instant demandeLe,
    Instant finieLe,
    String erreur) {
  public boolean enCours() {
    return etat.equals("DEPOSEE") || etat.equals("EN_COURS");
  }

  public boolean terminee() {
    return etat.equals("TERMINEE");
  }
}
