package fr.maillon.rest.personne;

import fr.maillon.liste.Page;
import fr.maillon.personne.AnnulerInvitation;
import fr.maillon.personne.ChangerDroit;
import fr.maillon.personne.ConfirmerPersonnes;
import fr.maillon.personne.InvitationView;
import fr.maillon.personne.InviterPersonne;
import fr.maillon.personne.ListerInvitations;
import fr.maillon.personne.ListerPersonnes;
import fr.maillon.personne.PersonneView;
import fr.maillon.personne.RelancerInvitation;
import fr.maillon.personne.RetirerPersonne;
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

@Path("maitres-ouvrage/{code}")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Personnes")
public class PersonnesResource {
  @Inject ListerPersonnes lister;
  @Inject ChangerDroit changerDroit;
  @Inject RetirerPersonne retirerPersonne;
  @Inject ConfirmerPersonnes confirmerPersonnes;
  @Inject InviterPersonne inviter;
  @Inject ListerInvitations listerInvitations;
  @Inject RelancerInvitation relancerInvitation;
  @Inject AnnulerInvitation annulerInvitation;

  @GET
  @Path("personnes")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerPersonnes",
      summary = "Les personnes de l'espace, par nom",
      description =
          "« aConfirmer » : la dernière fois qu'un administrateur a dit que la personne était"
              + " toujours de l'espace est trop ancienne.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.personne.ListerPersonnes"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de personnes",
      content = @Content(schema = @Schema(implementation = PersonneView.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Path("personnes")
  @Consumes("application/json")
  @Operation(
      operationId = "inviterPersonne",
      summary = "Inviter une personne dans l'espace",
      description =
          "Réservé à ses administrateurs. Un courriel lui est écrit ; elle entre en acceptant par"
              + " le lien qu'il porte, et l'invitation dit où cela en est. Codes de refus :"
              + " courriel-invalide, nom-invalide, deja-invitee, deja-membre.")
  @APIResponse(responseCode = "201", description = "L'invitation ; Location la donne")
  public Response inviter(
      @PathParam("code") String code, InviterPersonne.Command commande, @Context UriInfo uri) {
    var id = inviter.executer(commande);
    return Response.created(
            uri.getBaseUriBuilder()
                .path("maitres-ouvrage")
                .path(code)
                .path("invitations")
                .path(id.toString())
                .build())
        .entity(listerInvitations.une(id))
        .build();
  }

  @GET
  @Path("personnes/{id}")
  @Operation(operationId = "consulterPersonne", summary = "Une personne de l'espace")
  @APIResponse(responseCode = "200", description = "La personne ; ETag est sa version")
  public Response consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return reponse(lister.une(id));
  }

  @PUT
  @Path("personnes/{id}")
  @Consumes("application/json")
  @Operation(
      operationId = "changerDroitsDePersonne",
      summary = "Changer le droit d'une personne, et son droit d'export",
      description =
          "Réservé aux administrateurs de l'espace. Vaut dès la demande suivante de cette personne."
              + " La version lue vient de If-Match ou du corps. Code de refus :"
              + " dernier-administrateur.")
  @APIResponse(responseCode = "200", description = "La personne, avec son droit")
  public Response changer(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      ChangerDroit.Command corps,
      @Context HttpHeaders entetes) {
    return reponse(
        changerDroit.changer(
            id,
            corps == null
                ? null
                : new ChangerDroit.Command(
                    corps.droit(), corps.export(), VersionLue.de(entetes, corps.version()))));
  }

  @DELETE
  @Path("personnes/{id}")
  @Operation(
      operationId = "retirerPersonne",
      summary = "Retirer une personne de l'espace",
      description =
          "Réservé aux administrateurs de l'espace. Sa demande suivante est refusée ; son compte"
              + " est fermé s'il n'ouvre plus aucun espace. Code de refus :"
              + " dernier-administrateur.")
  @APIResponse(responseCode = "204", description = "La personne n'est plus de l'espace")
  public void retirer(
      @PathParam("code") String code, @PathParam("id") UUID id, @Context HttpHeaders entetes) {
    retirerPersonne.retirer(id, VersionLue.de(entetes, null));
  }

  @POST
  @Path("personnes/{id}/confirmation")
  @Operation(
      operationId = "confirmerPersonne",
      summary = "Dire que la personne est toujours de l'espace")
  @APIResponse(responseCode = "200", description = "La personne, confirmée d'aujourd'hui")
  public Response confirmer(@PathParam("code") String code, @PathParam("id") UUID id) {
    return reponse(confirmerPersonnes.confirmer(id));
  }

  @GET
  @Path("invitations")
  @Operation(
      operationId = "listerInvitations",
      summary = "Les invitations de l'espace, les plus récentes d'abord",
      description =
          "Réservé à ses administrateurs. « envois » dit où en est ce qui part pour chacune, et ce"
              + " qui a manqué.")
  @APIResponse(
      responseCode = "200",
      description = "Une page d'invitations ; les annulées n'y sont plus")
  public Page<InvitationView> invitations(
      @PathParam("code") String code, @BeanParam PageQuery page) {
    return listerInvitations.lister(page.pagination());
  }

  @GET
  @Path("invitations/{id}")
  @Operation(
      operationId = "consulterInvitation",
      summary = "Une invitation, et où en est ce qui part pour elle")
  @APIResponse(responseCode = "200", description = "L'invitation")
  public InvitationView invitation(@PathParam("code") String code, @PathParam("id") UUID id) {
    return listerInvitations.une(id);
  }

  @POST
  @Path("invitations/{id}/nouvel-essai")
  @Operation(
      operationId = "relancerInvitation",
      summary = "Envoyer un nouveau lien",
      description = "Celui d'avant ne vaut plus aussitôt. Code de refus : invitation-close.")
  @APIResponse(responseCode = "200", description = "L'invitation, relancée")
  public InvitationView relancer(@PathParam("code") String code, @PathParam("id") UUID id) {
    relancerInvitation.relancer(id);
    return listerInvitations.une(id);
  }

  @DELETE
  @Path("invitations/{id}")
  @Operation(
      operationId = "annulerInvitation",
      summary = "Annuler une invitation dont la personne n'est pas encore de l'espace",
      description = "Code de refus : invitation-close.")
  @APIResponse(responseCode = "204", description = "L'invitation est annulée")
  public void annuler(@PathParam("code") String code, @PathParam("id") UUID id) {
    annulerInvitation.annuler(id);
  }

  private static Response reponse(PersonneView personne) {
    return Response.ok(personne).tag(VersionLue.etag(personne.version())).build();
  }
}
