package fr.maillon.rest.heures;

import fr.maillon.execution.ConsulterHeures;
import fr.maillon.execution.CorrigerDeclaration;
import fr.maillon.execution.CorrigerHeures;
import fr.maillon.execution.DeclarerHeures;
import fr.maillon.execution.EcritureView;
import fr.maillon.execution.HeuresView;
import fr.maillon.execution.RefuserHeures;
import fr.maillon.execution.RetirerDeclaration;
import fr.maillon.execution.RevenirSurUnRefus;
import fr.maillon.execution.ValiderHeures;
import fr.maillon.liste.Page;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.VersionLue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/heures")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Exécution")
public class HeuresResource {
  @Inject ConsulterHeures consulter;
  @Inject DeclarerHeures declarer;
  @Inject ValiderHeures valider;
  @Inject RefuserHeures refuser;
  @Inject CorrigerHeures corriger;
  @Inject CorrigerDeclaration corrigerDeclaration;
  @Inject RetirerDeclaration retirerDeclaration;
  @Inject RevenirSurUnRefus revenirSurUnRefus;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerHeures",
      summary = "Les déclarations d'heures de l'espace",
      description =
          "L'équipe lit des noms, un agent du maître d'ouvrage des pseudonymes. Codes de refus :"
              + " filtre-inconnu, mois-invalide.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.execution.ConsulterHeures"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de déclarations, le mois le plus récent d'abord",
      content = @Content(schema = @Schema(implementation = HeuresView.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(consulter, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "declarerHeures",
      summary = "Déclarer les heures d'un contrat pour un mois",
      description =
          "Zéro heure est une réponse. Codes de refus : quart-heure, heures-negatives,"
              + " plafond-heures, mois-futur, hors-contrat, hors-eligibilite,"
              + " declaration-existante.")
  @APIResponse(responseCode = "201", description = "La déclaration, à valider")
  public Response declarer(
      @PathParam("code") String code, DeclarerHeures.Command demande, @Context UriInfo uri) {
    var id = declarer.executer(demande);
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(consulter.une(id))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterHeures", summary = "Une déclaration d'heures")
  @APIResponse(responseCode = "200", description = "La déclaration et son net au registre")
  public HeuresView consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return consulter.une(id);
  }

  @GET
  @Path("{id}/ecritures")
  @Operation(
      operationId = "listerEcritures",
      summary = "Ce que le registre a écrit d'une déclaration : validation, puis contre-passations")
  @APIResponse(responseCode = "200", description = "Une page d'écritures, dans l'ordre")
  public Page<EcritureView> ecritures(
      @PathParam("code") String code, @PathParam("id") UUID id, @BeanParam PageQuery page) {
    return consulter.ecritures(id, page.pagination());
  }

  @POST
  @Path("{id}/validation")
  @Consumes("application/json")
  @Operation(
      operationId = "validerHeures",
      summary = "Inscrire des heures au registre",
      description =
          "Avec la version lue (corps, ou If-Match) ; elle a changé : 409, et qui l'a fait. Code de"
              + " refus : deja-decidee.")
  @APIResponse(responseCode = "200", description = "La déclaration, validée")
  public HeuresView valider(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      ValiderHeures.Command demande,
      @Context HttpHeaders entetes) {
    valider.executer(
        id,
        new ValiderHeures.Command(
            VersionLue.de(entetes, demande == null ? null : demande.version())));
    return consulter.une(id);
  }

  @POST
  @Path("{id}/refus")
  @Consumes("application/json")
  @Operation(
      operationId = "refuserHeures",
      summary = "Refuser une déclaration, avec son motif",
      description = "Codes de refus : deja-decidee, nir-refuse.")
  @APIResponse(responseCode = "200", description = "La déclaration, refusée")
  public HeuresView refuser(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      RefuserHeures.Command demande,
      @Context HttpHeaders entetes) {
    refuser.executer(
        id,
        demande == null
            ? null
            : new RefuserHeures.Command(
                demande.motif(), VersionLue.de(entetes, demande.version())));
    return consulter.une(id);
  }

  @POST
  @Path("{id}/correction")
  @Consumes("application/json")
  @Operation(
      operationId = "corrigerHeures",
      summary = "Corriger des heures validées, par une contre-passation",
      description =
          "« heures » est le bon total du mois. Codes de refus : non-validee,"
              + " correction-sans-effet, quart-heure, heures-negatives, plafond-heures,"
              + " nir-refuse.")
  @APIResponse(responseCode = "200", description = "La déclaration et son nouveau net")
  public HeuresView corriger(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      CorrigerHeures.Command demande,
      @Context HttpHeaders entetes) {
    corriger.executer(
        id,
        demande == null
            ? null
            : new CorrigerHeures.Command(
                demande.heures(), demande.motif(), VersionLue.de(entetes, demande.version())));
    return consulter.une(id);
  }

  @PUT
  @Path("{id}")
  @Consumes("application/json")
  @Operation(
      operationId = "modifierDeclaration",
      summary = "Corriger une déclaration qui attend",
      description = "Codes de refus : deja-decidee, quart-heure, heures-negatives, plafond-heures.")
  @APIResponse(responseCode = "200", description = "La déclaration corrigée")
  public HeuresView modifier(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      CorrigerDeclaration.Command c,
      @Context HttpHeaders entetes) {
    corrigerDeclaration.modifier(
        id,
        c == null
            ? null
            : new CorrigerDeclaration.Command(c.heures(), VersionLue.de(entetes, c.version())));
    return consulter.une(id);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "retirerDeclaration",
      summary = "Retirer une déclaration qui attend",
      description =
          "Version lue : If-Match, ou « version » dans l'adresse. Code de refus : deja-decidee.")
  @APIResponse(responseCode = "204", description = "Retirée")
  public void retirer(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      @QueryParam("version") @Parameter(description = "Version lue, à défaut d'If-Match.")
          Integer version,
      @Context HttpHeaders entetes) {
    retirerDeclaration.retirer(id, VersionLue.de(entetes, version));
  }

  @POST
  @Path("{id}/repentir")
  @Consumes("application/json")
  @Operation(
      operationId = "revenirSurLeRefus",
      summary = "Revenir sur un refus, dans la minute",
      description = "Par qui a refusé. Codes de refus : trop-tard, declaration-existante.")
  @APIResponse(responseCode = "200", description = "La déclaration attend de nouveau")
  public HeuresView revenir(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      ValiderHeures.Command c,
      @Context HttpHeaders entetes) {
    revenirSurUnRefus.revenir(id, VersionLue.de(entetes, c == null ? null : c.version()));
    return consulter.une(id);
  }
}
