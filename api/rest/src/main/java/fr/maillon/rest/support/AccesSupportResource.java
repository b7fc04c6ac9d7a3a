package fr.maillon.rest.support;

import fr.maillon.liste.Page;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
import fr.maillon.support.AccesView;
import fr.maillon.support.OuvrirAuSupport;
import fr.maillon.support.SuivreSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/acces-support")
@ApplicationScoped
@Produces("application/json")
@Consumes("application/json")
@Tag(name = "Support")
public class AccesSupportResource {
  @Inject OuvrirAuSupport ouvrir;
  @Inject SuivreSupport suivre;
  @Context UriInfo adresse;

  @GET
  @Operation(
      operationId = "listerAccesSupport",
      summary =
          "Les accès du support à l'espace, en cours et passés, du plus récent au plus ancien")
  @APIResponse(responseCode = "200", description = "Une page d'accès")
  public Page<AccesView> lister(@PathParam("code") String code, @BeanParam PageQuery page) {
    return suivre.lister(page.pagination());
  }

  @POST
  @Operation(
      operationId = "ouvrirAuSupport",
      summary = "Laisser entrer le support, en lecture, 15, 30 ou 60 minutes",
      description =
          "Réservé aux référents et aux administrateurs de l'espace. Codes de refus :"
              + " duree-de-fenetre, motif-trop-court, fenetre-deja-ouverte.")
  @APIResponse(
      responseCode = "201",
      description = "La fenêtre est ouverte",
      headers = @Header(name = "Location"),
      content = @Content(schema = @Schema(implementation = AccesView.class)))
  public Response ouvrir(@PathParam("code") String code, OuvrirAuSupport.Command c) {
    var id = ouvrir.executer(c);
    return Response.created(adresse.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(suivre.consulter(id))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterAccesSupport", summary = "Un accès du support")
  @APIResponse(responseCode = "200", description = "L'accès")
  public AccesView consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return suivre.consulter(id);
  }

  @DELETE
  @Path("{id}")
  @Consumes("*/*")
  @Operation(
      operationId = "fermerAuSupport",
      summary = "Refermer un accès avant son heure ; il reste écrit",
      description = "La demande suivante du support est refusée. Code de refus : fenetre-fermee.")
  @APIResponse(responseCode = "204", description = "Fermé")
  @APIResponse(
      responseCode = "422",
      description = "Déjà fermé (fenetre-fermee)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public void fermer(@PathParam("code") String code, @PathParam("id") UUID id) {
    ouvrir.fermer(id);
  }

  @POST
  @Path("{id}/constat")
  @Consumes("*/*")
  @Operation(
      operationId = "constaterBrisDeGlace",
      summary = "Dire qu'on a vu un bris de glace : l'espace cesse de l'afficher partout")
  @APIResponse(
      responseCode = "200",
      description = "L'accès, constaté",
      content = @Content(schema = @Schema(implementation = AccesView.class)))
  @APIResponse(
      responseCode = "422",
      description = "L'espace avait ouvert lui-même (pas-un-bris)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public AccesView constater(@PathParam("code") String code, @PathParam("id") UUID id) {
    ouvrir.constater(id);
    return suivre.consulter(id);
  }
}
