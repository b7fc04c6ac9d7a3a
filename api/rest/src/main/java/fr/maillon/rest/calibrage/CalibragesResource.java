package fr.maillon.rest.calibrage;

import fr.maillon.calibrage.Calibrer;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("calibrages")
@ApplicationScoped
@Produces("application/json")
@Consumes("application/json")
@Tag(name = "Calibrage")
public class CalibragesResource {
  @Inject Calibrer calibrer;

  /**
   * @param total somme des heures arrondies des lots
   */
  @Schema(name = "Calibrage")
  public record CalibrageView(List<LotView> lots, long total) {
    static CalibrageView de(Calibrer.Resultat resultat) {
      return new CalibrageView(
          resultat.lots().stream()
              .map(
                  l ->
                      new LotView(
                          l.heuresExactes(),
                          l.heures(),
                          l.grille(),
                          l.source(),
                          l.partMainOeuvre(),
                          l.coutHoraire()))
              .toList(),
          resultat.total());
    }
  }

  /**
   * La forme est fixée par ceux qui l'appellent : ce qui vient de la grille n'y est que si la
   * grille a servi.
   *
   * @param heuresExactes avant l'arrondi à l'heure, à deux décimales
   */
  @JsonbNillable(false)
  @Schema(name = "LotCalibre")
  public record LotView(
      BigDecimal heuresExactes,
      long heures,
      String grille,
      String source,
      BigDecimal partMainOeuvre,
      BigDecimal coutHoraire) {}

  @POST
  @Operation(
      operationId = "calibrer",
      summary = "Calculer les heures d'insertion de plusieurs lots, sans rien écrire",
      description =
          "heures = montantHt × partMainOeuvre × tauxInsertion ÷ coutHoraire, en décimaux exacts."
              + " Chaque lot est arrondi à l'heure, demi vers le haut ; le total est la somme des"
              + " lots arrondis. « grille » fournit la part et le coût qui ne sont pas donnés.")
  @APIResponse(
      responseCode = "200",
      description = "Les heures de chaque lot et le total",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CalibrageView.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "Valeur hors bornes ou code de grille inconnu ; « champ » dit lequel, par exemple"
              + " lots[0].coutHoraire",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public CalibrageView calibrer(Calibrer.Command demande) {
    return CalibrageView.de(calibrer.executer(demande));
  }
}
