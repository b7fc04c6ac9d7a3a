package fr.maillon.rest.bascule;

import fr.maillon.choixespace.ChoisirEspace;
import fr.maillon.choixespace.ChoisirEspace.Tri;
import fr.maillon.choixespace.EspaceOffert;
import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.rest.FiltresLus;
import fr.maillon.rest.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Où aller : la bascule, par l'API. */
@Path("espaces")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
public class EspacesResource {
  @Inject ChoisirEspace choisir;

  @GET
  @Operation(
      operationId = "choisirEspace",
      summary = "Chercher parmi les espaces qui me sont ouverts aujourd'hui",
      description =
          "Mes épingles d'abord, puis par nom. Un membre de l'équipe y lit aussi les demandes"
              + " ouvertes de chaque espace. Code de refus : filtre-inconnu.")
  @APIResponse(responseCode = "200", description = "Une page d'espaces")
  public Page<EspaceOffert> lister(
      @QueryParam("texte")
          @Parameter(description = "Des mots du nom, du sigle, du code ou du type.")
          String texte,
      @QueryParam("type")
          @Parameter(description = "Code d'un type de maître d'ouvrage : COMMUNE, EPCI, BAILLEUR…")
          String type,
      @QueryParam("tri")
          @Parameter(
              description = "L'ordre ; HABITUEL par défaut.",
              schema = @Schema(implementation = Tri.class))
          String tri,
      @BeanParam PageQuery page) {
    return choisir.executer(
        new ChoisirEspace.Criteres(
            texte, typeDEspace(type), FiltresLus.mot(Tri.class, "tri", tri), List.of()),
        page.pagination());
  }

  private static String typeDEspace(String type) {
    var lu = fr.maillon.rest.FiltresLus.mot(TypeEspace.class, "type", type);
    return lu == null ? null : lu.name();
  }
}
