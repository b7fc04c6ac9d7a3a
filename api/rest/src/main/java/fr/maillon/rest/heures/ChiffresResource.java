package fr.maillon.rest.heures;

import fr.maillon.consolidation.Cumuls;
import fr.maillon.rest.Problem;
import fr.maillon.rest.consolidation.LigneView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/chiffres")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Exécution")
public class ChiffresResource {
  @Inject Cumuls cumuls;
  @Inject Clock horloge;

  @GET
  @Operation(operationId = "chiffresDeLEspace", summary = "Les chiffres de l'espace pour une année : ceux qui entrent dans la consolidation")
  @APIResponse(responseCode = "200", description = "Les chiffres de l'année, à zéro si rien n'y est")
  @APIResponse(responseCode = "401", description = "Sans jeton valide",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "403", description = "Rôle qui ne le pourra jamais",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "404", description = "Absent, ou dans un espace qui ne vous est pas ouvert",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "422", description = "Règle non respectée, avec son code",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  public LigneView chiffres(@PathParam("code") String code, @QueryParam("annee") @Parameter(description = "Année ; celle d'aujourd'hui par défaut.") String annee) {
    return LigneView.de(cumuls.annee(fr.maillon.rest.consolidation.Annee.lire(annee, LocalDate.now(horloge).getYear())));
  }
}
