package fr.maillon.passation;

import fr.maillon.suiviconvention.MaitreOuvrageAssiste;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Une passation et où elle en est.
 *
 * @param total espaces à passer
 * @param faits ceux qui le sont
 * @param erreurs ceux que quelque chose empêche
 * @param demandes demandes passées d'une personne à l'autre jusqu'ici
 * @param espaces le détail, vide dans une liste
 */
public record PassationView(
    UUID id,
    UUID deId,
    String de,
    UUID versId,
    String vers,
    LocalDate effet,
    EtatPassation etat,
    String etatLibelle,
    long total,
    long faits,
    long erreurs,
    long demandes,
    UUID parId,
    String par,
    Instant quand,
    Instant finieLe,
    List<EspaceView> espaces) {

  /**
   * @param etat À faire, Fait ou Empêché
   * @param erreur ce qui l'empêche, et quoi faire ; null sinon
   */
  @Schema(name = "PassationEspaceView")
  public record EspaceView(
      MaitreOuvrageAssiste maitreOuvrage, String etat, int demandes, String erreur) {}
}
