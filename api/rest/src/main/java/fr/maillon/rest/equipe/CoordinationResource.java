package fr.maillon.rest.equipe;

import fr.maillon.affectation.Affecter;
import fr.maillon.liste.Page;
import fr.maillon.passation.DeciderPassation;
import fr.maillon.passation.ListerPassations;
import fr.maillon.passation.PassationView;
import fr.maillon.passation.PreparerPassation;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
import fr.maillon.rest.VersionLue;
import fr.maillon.suiviconvention.ListerAffectations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ce que tient la coordination depuis l'équipe : qui assiste qui, et les passations. */
@Path("equipe")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Coordination")
public class CoordinationResource {
  /** Ce qui vient d'être créé. */
  public record Cree(UUID id) {}

  @Inject ListerAffectations affectations;
  @Inject Affecter affecter;
  @Inject ListerPassations passations;
  @Inject PreparerPassation preparer;
  @Inject DeciderPassation decider;

  @GET
  @Path("affectations")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerAffectations",
      summary =
          "Qui assiste qui : chaque convention qui court ou va courir, et ceux qui y sont affectés",
      description = "Réservé à la coordination. Code de refus : filtre-inconnu.",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.suiviconvention.ListerAffectations"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de conventions, chacune avec ses affectations",
      content = @Content(schema = @Schema(implementation = ListerAffectations.Ligne.class)))
  public Response affectations(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(affectations, adresse, entetes);
  }

  @POST
  @Path("affectations")
  @Consumes("application/json")
  @Operation(
      operationId = "affecter",
      summary = "Affecter un facilitateur à un maître d'ouvrage, sous une convention",
      description =
          "Codes de refus : hors-convention, pas-facilitateur, affectation-en-double,"
              + " affectation-passee, dates-inversees.")
  @APIResponse(
      responseCode = "201",
      description = "L'affectation",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Cree.class)))
  public Response affecter(Affecter.Command c, @Context UriInfo uri) {
    var id = affecter.ouvrir(c);
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(new Cree(id))
        .build();
  }

  @POST
  @Path("affectations/{id}/fin")
  @Consumes("application/json")
  @Operation(
      operationId = "finirAffectation",
      summary = "Mettre fin à une affectation ; hier pour dernier jour, l'espace se ferme aussitôt",
      description =
          "La version lue vient de If-Match ou du corps. Codes de refus : fin-absente,"
              + " affectation-finie, fin-passee, affectation-plus-courte.")
  @APIResponse(responseCode = "204", description = "C'est fait")
  public void finir(@PathParam("id") UUID id, Affecter.Fin c, @Context HttpHeaders entetes) {
    affecter.finir(
        id, c == null ? null : new Affecter.Fin(c.au(), VersionLue.de(entetes, c.version())));
  }

  @GET
  @Path("facilitateurs")
  @Operation(
      operationId = "listerFacilitateurs",
      summary = "Les facilitateurs d'aujourd'hui, par nom, et combien d'espaces chacun assiste")
  @APIResponse(responseCode = "200", description = "Une page de facilitateurs")
  public Page<ListerAffectations.FacilitateurView> facilitateurs(@BeanParam PageQuery page) {
    return affectations.facilitateurs(page.pagination());
  }

  @GET
  @Path("passations")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerPassations",
      summary = "Les passations, la plus récente d'abord, et où elles en sont",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.passation.ListerPassations"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de passations",
      content = @Content(schema = @Schema(implementation = PassationView.class)))
  public Response passations(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(passations, adresse, entetes);
  }

  @POST
  @Path("passations")
  @Consumes("application/json")
  @Operation(
      operationId = "deciderPassation",
      summary = "Passer un portefeuille, ou un espace, d'un facilitateur à un autre",
      description =
          "Les affectations changent aussitôt, à la date d'effet ; les demandes ouvertes suivent ce"
              + " jour-là, espace par espace, en tâche de fond. Codes de refus : meme-personne,"
              + " effet-passe, pas-facilitateur, personne-inconnue, rien-a-passer.")
  @APIResponse(
      responseCode = "202",
      description = "La passation, à suivre par son adresse",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PassationView.class)))
  public Response decider(DeciderPassation.Command c, @Context UriInfo uri) {
    var id = decider.executer(c);
    return Response.accepted(passations.une(id))
        .location(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .build();
  }

  @POST
  @Path("passations/apercu")
  @Consumes("application/json")
  @Operation(
      operationId = "preparerPassation",
      summary = "Ce qu'une passation emporterait : espaces et demandes ouvertes ; rien n'est écrit")
  @APIResponse(
      responseCode = "200",
      description = "L'aperçu",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PreparerPassation.Apercu.class)))
  public PreparerPassation.Apercu preparer(DeciderPassation.Command c) {
    return preparer.executer(c);
  }

  @GET
  @Path("passations/{id}")
  @Operation(operationId = "consulterPassation", summary = "Une passation, espace par espace")
  @APIResponse(
      responseCode = "200",
      description = "La passation",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PassationView.class)))
  public PassationView passation(@PathParam("id") UUID id) {
    return passations.une(id);
  }

  @POST
  @Path("passations/{id}/reprise")
  @Operation(
      operationId = "reprendrePassation",
      summary = "Reprendre ce qui a été empêché, en mon nom",
      description = "Code de refus : rien-a-reprendre.")
  @APIResponse(
      responseCode = "202",
      description = "La passation, reprise",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PassationView.class)))
  @APIResponse(
      responseCode = "422",
      description = "rien-a-reprendre",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response reprendre(@PathParam("id") UUID id) {
    decider.reprendre(id);
    return Response.accepted(passations.une(id)).build();
  }
}
