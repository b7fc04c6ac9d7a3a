package fr.maillon.rest.participant;

import fr.maillon.liste.Page;
import fr.maillon.participant.ConsulterParticipants;
import fr.maillon.participant.CorrectionView;
import fr.maillon.participant.CorrigerParticipant;
import fr.maillon.participant.EligibiliteView;
import fr.maillon.participant.InscrireParticipant;
import fr.maillon.participant.ListerParticipants;
import fr.maillon.participant.ParticipantView;
import fr.maillon.participant.SuppressionView;
import fr.maillon.participant.SupprimerParticipant;
import fr.maillon.participant.VerifierEligibilite;
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

/**
 * Réservé à l'équipe : un maître d'ouvrage ne voit les personnes que par pseudonyme, dans son
 * espace.
 */
@Path("participants")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Participants")
public class ParticipantsResource {
  @Inject ConsulterParticipants consulter;
  @Inject ListerParticipants lister;
  @Inject InscrireParticipant inscrire;
  @Inject VerifierEligibilite verifier;
  @Inject CorrigerParticipant corrigerParticipant;
  @Inject SupprimerParticipant supprimerParticipant;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerParticipants",
      summary = "Les fiches de l'équipe",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.participant.ListerParticipants"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de fiches, par nom",
      content = @Content(schema = @Schema(implementation = ParticipantView.class)))
  public Response lister(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "inscrireParticipant",
      summary = "Ouvrir la fiche d'une personne",
      description =
          "Codes de refus : doublon-possible (« candidats » donne les fiches qui ressemblent ;"
              + " confirmer avec « confirmer »: true), nir-refuse, date-naissance.")
  @APIResponse(responseCode = "201", description = "La fiche ouverte")
  public Response inscrire(InscrireParticipant.Command demande, @Context UriInfo uri) {
    var id = inscrire.executer(demande);
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(consulter.un(id))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterParticipant", summary = "Une fiche")
  @APIResponse(responseCode = "200", description = "La fiche")
  public ParticipantView consulter(@PathParam("id") UUID id) {
    return consulter.un(id);
  }

  @GET
  @Path("{id}/eligibilites")
  @Operation(
      operationId = "listerEligibilites",
      summary = "Les décisions d'éligibilité d'une personne, la dernière d'abord")
  @APIResponse(responseCode = "200", description = "Une page de décisions")
  public Page<EligibiliteView> eligibilites(@PathParam("id") UUID id, @BeanParam PageQuery page) {
    return consulter.eligibilites(id, page.pagination());
  }

  @GET
  @Path("{id}/corrections")
  @Operation(
      operationId = "listerCorrections",
      summary = "Ce qui a été corrigé sur une fiche, le dernier d'abord",
      description = "Un champ sensible (naissance, sexe, quartier) est nommé sans ses valeurs.")
  @APIResponse(responseCode = "200", description = "Une page de corrections")
  public Page<CorrectionView> corrections(@PathParam("id") UUID id, @BeanParam PageQuery page) {
    return consulter.corrections(id, page.pagination());
  }

  @GET
  @Path("suppressions")
  @Operation(
      operationId = "listerSuppressions",
      summary = "Les fiches supprimées, la dernière d'abord",
      description = "Leur numéro, qui, quand : rien de la personne.")
  @APIResponse(responseCode = "200", description = "Une page de suppressions")
  public Page<SuppressionView> suppressions(@BeanParam PageQuery page) {
    return consulter.suppressions(page.pagination());
  }

  @POST
  @Path("{id}/eligibilites")
  @Consumes("application/json")
  @Operation(
      operationId = "verifierEligibilite",
      summary = "Décider de l'éligibilité d'une personne",
      description =
          "S'ajoute aux décisions précédentes ; la dernière prise l'emporte sur les jours qu'elle"
              + " couvre. Codes de refus : preuve-future, motif-requis, nir-refuse, date-entree.")
  @APIResponse(responseCode = "201", description = "La décision")
  public Response verifier(
      @PathParam("id") UUID id, VerifierEligibilite.Command demande, @Context UriInfo uri) {
    return Response.created(uri.getAbsolutePath()).entity(verifier.executer(id, demande)).build();
  }

  @PUT
  @Path("{id}")
  @Consumes("application/json")
  @Operation(
      operationId = "modifierParticipant",
      summary = "Corriger une fiche",
      description =
          "Codes de refus : doublon-possible (confirmer avec « confirmer »: true), nir-refuse,"
              + " date-naissance.")
  @APIResponse(responseCode = "200", description = "La fiche corrigée")
  public ParticipantView modifier(
      @PathParam("id") UUID id, CorrigerParticipant.Command c, @Context HttpHeaders entetes) {
    corrigerParticipant.modifier(
        id,
        c == null
            ? null
            : new CorrigerParticipant.Command(
                c.nom(),
                c.prenom(),
                c.dateNaissance(),
                c.sexe(),
                c.niveau(),
                c.residenceQpv(),
                c.confirmer(),
                VersionLue.de(entetes, c.version())));
    return consulter.un(id);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "supprimerParticipant",
      summary = "Supprimer une fiche ouverte par erreur",
      description =
          "Version lue : If-Match, ou « version » dans l'adresse. Code de refus : personne-suivie.")
  @APIResponse(responseCode = "204", description = "Supprimée, avec ses décisions d'éligibilité")
  public void supprimer(
      @PathParam("id") UUID id,
      @QueryParam("version") @Parameter(description = "Version lue, à défaut d'If-Match.")
          Integer version,
      @Context HttpHeaders entetes) {
    supprimerParticipant.supprimer(id, VersionLue.de(entetes, version));
  }
}
