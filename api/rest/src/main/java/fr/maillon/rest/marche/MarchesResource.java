package fr.maillon.rest.marche;

import fr.maillon.marche.ConsulterMarche;
import fr.maillon.marche.ConsulterMarche.EvenementView;
import fr.maillon.marche.ConsulterMarche.LotView;
import fr.maillon.marche.ConsulterMarche.MarcheView;
import fr.maillon.marche.CreerMarche;
import fr.maillon.marche.ListerHistoire;
import fr.maillon.marche.ListerLots;
import fr.maillon.marche.ListerMarches;
import fr.maillon.marche.ListerMarches.Selection;
import fr.maillon.marche.SupprimerMarche;
import fr.maillon.marche.VersionsDuLot;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.Problem;
import fr.maillon.rest.VersionLue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/marches")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Marchés")
@APIResponse(responseCode = "401", description = "Jeton absent ou périmé")
public class MarchesResource {
  @Inject ListerMarches lister;
  @Inject ConsulterMarche consulter;
  @Inject ListerLots lots;
  @Inject ListerHistoire histoire;
  @Inject VersionsDuLot versions;
  @Inject CreerMarche creer;
  @Inject SupprimerMarche supprimer;
  @Context UriInfo adresse;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerMarches",
      summary = "Les marchés de l'espace, filtrés et triés, avec le montant de toute la sélection",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.marche.ListerMarches"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de marchés",
      content = @Content(schema = @Schema(implementation = Selection.class)))
  public Response lister(@PathParam("code") String code, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "creerMarche",
      summary = "Saisir un marché en programmation, avec ses lots")
  @APIResponse(
      responseCode = "201",
      description = "Le marché créé",
      headers = @Header(name = "Location"),
      content = @Content(schema = @Schema(implementation = MarcheView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle refusée (numero-deja-pris, siret-etranger, siret-absent)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response creer(@PathParam("code") String code, CreerMarche.Command command) {
    return creee(creer.executer(command));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterMarche", summary = "Un marché et ses lots (les cent premiers)")
  @APIResponse(
      responseCode = "200",
      description = "Le marché ; ETag est sa version",
      headers = @Header(name = "ETag"),
      content = @Content(schema = @Schema(implementation = MarcheView.class)))
  public Response consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    var vue = consulter.executer(id);
    return Response.ok(vue).tag(VersionLue.etag(vue.version())).build();
  }

  @GET
  @Path("{id}/lots")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerLots",
      summary = "Les lots d'un marché, dans leur rang",
      extensions = @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.marche.ListerLots"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de lots",
      content = @Content(schema = @Schema(implementation = LotView.class)))
  public Response lots(
      @PathParam("code") String code, @PathParam("id") UUID id, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lots, adresse, entetes, r -> r.avec("id", id));
  }

  @POST
  @Path("{id}/lots")
  @Consumes("application/json")
  @Operation(operationId = "ajouterLot", summary = "Ajouter un lot à un marché")
  @APIResponse(
      responseCode = "201",
      description = "Le lot ajouté",
      headers = @Header(name = "Location"),
      content = @Content(schema = @Schema(implementation = LotView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle refusée (marche-clos)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response ajouterLot(
      @PathParam("code") String code, @PathParam("id") UUID id, CreerMarche.LotSaisi lot) {
    var cree = creer.ajouterLot(id, lot);
    var vue = consulter.lot(id, cree);
    return Response.created(adresse.getAbsolutePathBuilder().path(cree.toString()).build())
        .entity(vue)
        .build();
  }

  @GET
  @Path("{id}/lots/{lot}")
  @Operation(operationId = "consulterLot", summary = "Un lot d'un marché")
  @APIResponse(
      responseCode = "200",
      description = "Le lot ; ETag est sa version",
      headers = @Header(name = "ETag"),
      content = @Content(schema = @Schema(implementation = LotView.class)))
  public Response lot(
      @PathParam("code") String code, @PathParam("id") UUID id, @PathParam("lot") UUID lot) {
    var vue = consulter.lot(id, lot);
    return Response.ok(vue).tag(VersionLue.etag(vue.version())).build();
  }

  @GET
  @Path("{id}/lots/{lot}/versions")
  @Operation(
      operationId = "listerVersionsDuLot",
      summary = "Les versions publiées d'un lot, de la plus récente publication à la plus ancienne",
      description =
          "Celle que le lot retient est marquée « retenue » et n'a pas d'identifiant : il n'y a"
              + " rien à choisir. Les autres ont été remplacées, ou publiées plus tôt.")
  @APIResponse(
      responseCode = "200",
      description = "Les versions",
      content = @Content(schema = @Schema(implementation = VersionsDuLot.VersionsView.class)))
  public Response versions(
      @PathParam("code") String code, @PathParam("id") UUID id, @PathParam("lot") UUID lot) {
    var vues = versions.lister(id, lot);
    return Response.ok(vues).tag(VersionLue.etag(vues.version())).build();
  }

  @POST
  @Path("{id}/lots/{lot}/versions/{version}/choix")
  @Consumes("*/*")
  @Operation(
      operationId = "choisirVersionDuLot",
      summary = "Retenir une autre version publiée du lot",
      description =
          "Celle que le lot quitte est gardée. If-Match facultatif : la version du lot telle"
              + " qu'elle a été lue.")
  @APIResponse(
      responseCode = "200",
      description = "Les versions, celle choisie retenue",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VersionsDuLot.VersionsView.class)))
  @APIResponse(
      responseCode = "422",
      description = "version-d-un-autre-lot",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response choisir(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      @PathParam("lot") UUID lot,
      @PathParam("version") UUID version,
      @Context HttpHeaders entetes) {
    versions.choisir(id, lot, version, VersionLue.de(entetes, null));
    return versions(code, id, lot);
  }

  @GET
  @Path("{id}/historique")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "historiqueMarche",
      summary = "Ce qui est arrivé au marché, du plus récent au plus ancien",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.marche.ListerHistoire"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de faits",
      content = @Content(schema = @Schema(implementation = EvenementView.class)))
  public Response historique(
      @PathParam("code") String code, @PathParam("id") UUID id, @Context HttpHeaders entetes) {
    return ListeRest.repondre(histoire, adresse, entetes, r -> r.avec("id", id));
  }

  private Response creee(UUID id) {
    var vue = consulter.executer(id);
    return Response.created(adresse.getAbsolutePathBuilder().path(id.toString()).build())
        .tag(VersionLue.etag(vue.version()))
        .entity(vue)
        .build();
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "supprimerMarche",
      summary = "Supprimer un marché entré par erreur",
      description =
          "Tant que rien n'en dépend. Version lue : If-Match, ou « version » dans l'adresse. Code"
              + " de refus : marche-utilise.")
  @APIResponse(responseCode = "204", description = "Supprimé, avec ses lots")
  public void supprimer(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      @QueryParam("version") @Parameter(description = "Version lue, à défaut d'If-Match.")
          Integer version,
      @Context HttpHeaders entetes) {
    supprimer.executer(id, VersionLue.de(entetes, version));
  }

  @DELETE
  @Path("{id}/lots/{lot}")
  @Operation(
      operationId = "supprimerLot",
      summary = "Supprimer un lot entré par erreur",
      description =
          "La version est celle du marché : If-Match, ou « version » dans l'adresse. Codes de refus"
              + " : lot-utilise, dernier-lot.")
  @APIResponse(responseCode = "204", description = "Supprimé")
  public void supprimerLot(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      @PathParam("lot") UUID lot,
      @QueryParam("version") @Parameter(description = "Version lue, à défaut d'If-Match.")
          Integer version,
      @Context HttpHeaders entetes) {
    supprimer.lot(id, lot, VersionLue.de(entetes, version));
  }
}
