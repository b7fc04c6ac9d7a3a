package fr.maillon.rest.heures;

import fr.maillon.consolidation.Cumuls;
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
  @Operation(
      operationId = "chiffresDeLEspace",
      summary = "Les chiffres de l'espace pour une année : ceux qui entrent dans la consolidation")
  @APIResponse(
      responseCode = "200",
      description = "Les chiffres de l'année, à zéro si rien n'y est")
  public LigneView chiffres(
      @PathParam("code") String code,
      @QueryParam("annee") @Parameter(description = "Année ; celle d'aujourd'hui par défaut.")
          String annee) {
    return LigneView.de(
        cumuls.annee(
            fr.maillon.rest.consolidation.Annee.lire(annee, LocalDate.now(horloge).getYear())));
  }
}
