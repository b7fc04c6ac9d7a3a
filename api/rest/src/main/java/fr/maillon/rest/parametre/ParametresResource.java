package fr.maillon.rest.parametre;

import fr.maillon.parametre.ChangerParametre;
import fr.maillon.parametre.ListerParametres;
import fr.maillon.parametre.ParametreView;
import fr.maillon.parametre.ProposerBaisse;
import fr.maillon.regle.Introuvable;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("centre/parametres")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Paramètres")
public class ParametresResource {
  @Inject ListerParametres lister;
  @Inject ChangerParametre changer;
  @Inject ProposerBaisse baisses;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerParametres",
      summary = "Les paramètres, par groupe puis par libellé, chacun à sa valeur d'aujourd'hui",
      description =
          "« suivante » : premier jour d'une valeur à venir. Une valeur non vérifiée est connue par"
              + " la pratique, son texte reste à relire.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.parametre.ListerParametres"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de paramètres",
      content = @Content(schema = @Schema(implementation = ParametreView.class)))
  public Response lister(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @GET
  @Path("{parametre}")
  @Operation(
      operationId = "consulterParametre",
      summary =
          "Un paramètre et toute son histoire : valeurs passées, en vigueur, à venir, et celles"
              + " retirées avant d'avoir valu")
  @APIResponse(
      responseCode = "200",
      description = "Le paramètre, sa version en ETag",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ParametreView.Fiche.class)))
  public Response consulter(@PathParam("parametre") String code) {
    return fiche(Response.ok(), code);
  }

  @POST
  @Path("{parametre}/valeurs")
  @Consumes("application/json")
  @Operation(
      operationId = "donnerUneValeur",
      summary = "Donner à un paramètre une valeur à partir d'un jour",
      description =
          "La valeur précédente finit la veille ; aucune n'est récrite. La version lue vient de"
              + " If-Match ou du corps. Codes de refus : valeur-hors-bornes, date-passee,"
              + " date-trop-lointaine, valeur-deja-prevue, sous-le-plancher, baisse-a-deux.")
  @APIResponse(
      responseCode = "201",
      description = "Le paramètre, avec cette valeur ; Location le donne",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ParametreView.Fiche.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response ajouter(
      @PathParam("parametre") String code,
      ChangerParametre.Command c,
      @Context HttpHeaders entetes,
      @Context UriInfo uri) {
    changer.ajouter(
        code,
        c == null
            ? null
            : new ChangerParametre.Command(
                c.valeur(), c.du(), c.source(), c.verifie(), VersionLue.de(entetes, c.version())));
    return fiche(
        Response.created(
            uri.getBaseUriBuilder().path("centre").path("parametres").path(code).build()),
        code);
  }

  @DELETE
  @Path("{parametre}/valeurs/{du}")
  @Operation(
      operationId = "retirerUneValeur",
      summary = "Retirer une valeur qui ne vaut pas encore",
      description =
          "Ou la baisse commencée aujourd'hui d'un paramètre protégé. Celle d'avant vaut alors de"
              + " nouveau sans fin ; le retrait reste dans l'histoire, avec son auteur. If-Match"
              + " facultatif. Code de refus : valeur-deja-en-vigueur.")
  @APIResponse(responseCode = "204", description = "La valeur est retirée")
  @APIResponse(
      responseCode = "422",
      description = "valeur-deja-en-vigueur",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public void retirer(
      @PathParam("parametre") String code,
      @PathParam("du")
          @Parameter(
              description = "Le premier jour de la valeur, AAAA-MM-JJ.",
              schema = @Schema(format = "date"))
          String du,
      @Context HttpHeaders entetes) {
    changer.retirer(code, jour(du), VersionLue.de(entetes, null));
  }

  @POST
  @Path("{parametre}/baisses")
  @Consumes("application/json")
  @Operation(
      operationId = "proposerUneBaisse",
      summary = "Proposer d'abaisser un paramètre protégé",
      description =
          "Un autre administrateur la confirme ; elle vaut alors après son délai. Codes de refus :"
              + " parametre-libre, sous-le-plancher, pas-une-baisse, baisse-deja-proposee,"
              + " valeur-hors-bornes.")
  @APIResponse(
      responseCode = "201",
      description = "Le paramètre, avec la baisse qui attend ; Location le donne",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ParametreView.Fiche.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response proposer(
      @PathParam("parametre") String code, ProposerBaisse.Command c, @Context UriInfo uri) {
    baisses.proposer(code, c);
    return fiche(
        Response.created(
            uri.getBaseUriBuilder().path("centre").path("parametres").path(code).build()),
        code);
  }

  @POST
  @Path("{parametre}/baisses/{baisse}/confirmation")
  @Operation(
      operationId = "confirmerUneBaisse",
      summary = "Confirmer la baisse qu'un autre a proposée",
      description =
          "La valeur commence quand le délai est passé. Codes de refus : meme-personne,"
              + " valeur-deja-prevue.")
  @APIResponse(
      responseCode = "200",
      description = "Le paramètre, avec la valeur à venir",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ParametreView.Fiche.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response confirmer(@PathParam("parametre") String code, @PathParam("baisse") UUID baisse) {
    baisses.confirmer(code, baisse);
    return fiche(Response.ok(), code);
  }

  @DELETE
  @Path("{parametre}/baisses/{baisse}")
  @Operation(
      operationId = "abandonnerUneBaisse",
      summary = "Abandonner une baisse qui attend d'être confirmée")
  @APIResponse(responseCode = "204", description = "Elle n'attend plus")
  public void abandonner(@PathParam("parametre") String code, @PathParam("baisse") UUID baisse) {
    baisses.abandonner(code, baisse);
  }

  private Response fiche(Response.ResponseBuilder reponse, String code) {
    var fiche = lister.un(code);
    return reponse.entity(fiche).tag(VersionLue.etag(fiche.version())).build();
  }

  private static LocalDate jour(String du) {
    try {
      return LocalDate.parse(du);
    } catch (DateTimeParseException e) {
      throw new Introuvable("Valeur");
    }
  }
}
