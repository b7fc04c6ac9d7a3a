package fr.maillon.rest.equipe;

import fr.maillon.equipe.AnnulerInvitationEquipe;
import fr.maillon.equipe.DonnerTitre;
import fr.maillon.equipe.InvitationEquipeView;
import fr.maillon.equipe.InviterDansLEquipe;
import fr.maillon.equipe.ListerEquipe;
import fr.maillon.equipe.ListerInvitationsEquipe;
import fr.maillon.equipe.MembreView;
import fr.maillon.equipe.RelancerInvitationEquipe;
import fr.maillon.equipe.RemettreGroupes;
import fr.maillon.equipe.RetirerTitre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
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

/** L'équipe, tenue par l'administration centrale. */
@Path("centre")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Équipe")
public class EquipeResource {
  /**
   * @param titre {@code FACILITATEUR}, {@code COORDINATEUR}, {@code SUPPORT} ou {@code CENTRAL}
   */
  public record LeTitre(Titre titre) {}

  @Inject ListerEquipe lister;
  @Inject DonnerTitre donnerTitre;
  @Inject RetirerTitre retirerTitre;
  @Inject RemettreGroupes remettreGroupes;
  @Inject InviterDansLEquipe inviter;
  @Inject ListerInvitationsEquipe listerInvitationsEquipe;
  @Inject RelancerInvitationEquipe relancerInvitationEquipe;
  @Inject AnnulerInvitationEquipe annulerInvitationEquipe;

  @GET
  @Path("equipe")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerEquipe",
      summary = "Les membres de l'équipe, par nom",
      description =
          "« espaces » : maîtres d'ouvrage où la personne est affectée aujourd'hui. « compte » : où"
              + " en sont ses groupes chez Keycloak. Code de refus : filtre-inconnu.",
      extensions = @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.equipe.ListerEquipe"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de membres",
      content = @Content(schema = @Schema(implementation = MembreView.class)))
  public Response lister(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Path("equipe")
  @Consumes("application/json")
  @Operation(
      operationId = "inviterDansLEquipe",
      summary = "Inviter une personne dans l'équipe, avec ses titres",
      description =
          "Le compte est retrouvé ou créé ensuite, mis dans les groupes de ses titres, puis un"
              + " courriel est écrit : l'invitation dit où cela en est. Codes de refus :"
              + " courriel-invalide, nom-invalide, titre-hors-equipe, deja-invitee,"
              + " deja-de-l-equipe.")
  @APIResponse(
      responseCode = "201",
      description = "L'invitation ; Location la donne",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = InvitationEquipeView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response inviter(InviterDansLEquipe.Command commande, @Context UriInfo uri) {
    var id = inviter.executer(commande);
    return Response.created(
            uri.getBaseUriBuilder()
                .path("centre")
                .path("invitations-equipe")
                .path(id.toString())
                .build())
        .entity(listerInvitationsEquipe.une(id))
        .build();
  }

  @GET
  @Path("equipe/{id}")
  @Operation(
      operationId = "consulterMembre",
      summary =
          "Un membre de l'équipe, présent ou passé : ses titres, et qui les a donnés et retirés")
  @APIResponse(responseCode = "200", description = "Le membre")
  public MembreView.Fiche consulter(@PathParam("id") UUID id) {
    return lister.une(id);
  }

  @POST
  @Path("equipe/{id}/titres")
  @Consumes("application/json")
  @Operation(
      operationId = "donnerUnTitre",
      summary = "Donner un titre à un membre de l'équipe",
      description =
          "Sert à sa prochaine connexion, dès que ses groupes suivent. Codes de refus :"
              + " titre-deja-tenu, titre-hors-equipe.")
  @APIResponse(responseCode = "200", description = "Le membre, avec ce titre")
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public MembreView.Fiche donner(@PathParam("id") UUID id, LeTitre corps) {
    donnerTitre.donner(id, corps == null ? null : corps.titre());
    return lister.une(id);
  }

  @POST
  @Path("equipe/{id}/retrait")
  @Consumes("application/json")
  @Operation(
      operationId = "retirerUnTitre",
      summary = "Retirer un titre à un membre de l'équipe",
      description =
          "Sa demande suivante à ce titre est refusée, jeton compris. Codes de refus :"
              + " titre-non-tenu, dernier-central, portefeuille-a-passer.")
  @APIResponse(responseCode = "200", description = "Le membre, sans ce titre")
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public MembreView.Fiche retirer(@PathParam("id") UUID id, LeTitre corps) {
    retirerTitre.retirer(id, corps == null ? null : corps.titre());
    return lister.une(id);
  }

  @POST
  @Path("equipe/{id}/nouvel-essai")
  @Operation(
      operationId = "reessayerLeCompte",
      summary = "Remettre tout de suite ses groupes, quand le service des comptes n'a pas pu",
      description = "Code de refus : compte-a-jour.")
  @APIResponse(responseCode = "200", description = "Le membre")
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public MembreView.Fiche reessayer(@PathParam("id") UUID id) {
    remettreGroupes.reessayer(id);
    return lister.une(id);
  }

  @GET
  @Path("invitations-equipe")
  @Operation(
      operationId = "listerInvitationsEquipe",
      summary = "Les invitations dans l'équipe, les plus récentes d'abord")
  @APIResponse(
      responseCode = "200",
      description = "Une page d'invitations ; les annulées n'y sont plus")
  public Page<InvitationEquipeView> invitations(@BeanParam PageQuery page) {
    return listerInvitationsEquipe.lister(page.pagination());
  }

  @GET
  @Path("invitations-equipe/{id}")
  @Operation(
      operationId = "consulterInvitationEquipe",
      summary = "Une invitation dans l'équipe, et où en est ce qui part pour elle")
  @APIResponse(responseCode = "200", description = "L'invitation")
  public InvitationEquipeView invitation(@PathParam("id") UUID id) {
    return listerInvitationsEquipe.une(id);
  }

  @POST
  @Path("invitations-equipe/{id}/nouvel-essai")
  @Operation(
      operationId = "relancerInvitationEquipe",
      summary = "Envoyer un nouveau lien",
      description = "Celui d'avant ne vaut plus aussitôt. Code de refus : invitation-close.")
  @APIResponse(responseCode = "200", description = "L'invitation, relancée")
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public InvitationEquipeView relancer(@PathParam("id") UUID id) {
    relancerInvitationEquipe.relancer(id);
    return listerInvitationsEquipe.une(id);
  }

  @DELETE
  @Path("invitations-equipe/{id}")
  @Operation(
      operationId = "annulerInvitationEquipe",
      summary = "Annuler une invitation dont la personne n'est pas encore de l'équipe",
      description = "Code de refus : invitation-close.")
  @APIResponse(responseCode = "204", description = "L'invitation est annulée")
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public void annuler(@PathParam("id") UUID id) {
    annulerInvitationEquipe.annuler(id);
  }
}
