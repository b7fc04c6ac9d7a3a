package fr.maillon.rest.assistance;

import fr.maillon.assistance.ConfierDemande;
import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.DemandeView;
import fr.maillon.assistance.DemanderAssistance;
import fr.maillon.assistance.LireDemande;
import fr.maillon.assistance.ListerDemandes;
import fr.maillon.assistance.TraiterDemande;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.VersionLue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

@Path("maitres-ouvrage/{code}/demandes")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Assistance")
public class DemandesResource {
  @Inject ListerDemandes lister;
  @Inject LireDemande lire;
  @Inject DemanderAssistance demander;
  @Inject TraiterDemande traiter;
  @Inject ConfierDemande confier;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerDemandes",
      summary = "Les demandes d'assistance de l'espace",
      description =
          "Celles qui restent à traiter d'abord, la plus urgente en tête, puis les closes. Codes de"
              + " refus : etat-inconnu, service-inconnu.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.assistance.ListerDemandes"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de demandes",
      content = @Content(schema = @Schema(implementation = DemandeLigne.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "demanderAssistance",
      summary = "Demander l'aide de l'équipe sur un marché",
      description =
          "« avertissement » dit, sans refuser, que la date souhaitée laisse moins que le délai de"
              + " réponse de l'équipe. auDelaDuQuota dit que la convention comprend moins de"
              + " demandes dans l'année : elle est prise, et comptée à part. Codes de refus :"
              + " date-passee, service-hors-convention, demande-deja-ouverte.")
  @APIResponse(responseCode = "201", description = "La demande, nouvelle ; le marché est à étudier")
  public Response demander(
      @PathParam("code") String code, DemanderAssistance.Command commande, @Context UriInfo uri) {
    var demande = demander.executer(commande);
    return Response.created(uri.getAbsolutePathBuilder().path(demande.id().toString()).build())
        .entity(demande)
        .tag(VersionLue.etag(demande.version()))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "consulterDemande",
      summary = "Une demande, son échange et les gestes qui me sont ouverts")
  @APIResponse(responseCode = "200", description = "La demande ; ETag est sa version")
  public Response consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return reponse(lire.executer(id));
  }

  @POST
  @Path("{id}/prise-en-charge")
  @Consumes("application/json")
  @Operation(
      operationId = "prendreDemandeEnCharge",
      summary = "Prendre la demande en charge, ou le relais de qui s'en chargeait",
      description =
          "Réservé à l'équipe. La version lue vient de If-Match ou du corps. Code de refus :"
              + " etape-impossible.")
  @APIResponse(responseCode = "200", description = "La demande, prise en charge")
  public Response prendreEnCharge(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      TraiterDemande.PriseEnCharge corps,
      @Context HttpHeaders entetes) {
    return reponse(
        traiter.prendreEnCharge(
            id,
            new TraiterDemande.PriseEnCharge(
                VersionLue.de(entetes, corps == null ? null : corps.version()))));
  }

  @POST
  @Path("{id}/affectation")
  @Consumes("application/json")
  @Operation(
      operationId = "confierDemande",
      summary = "Confier la demande à un facilitateur affecté aujourd'hui à cet espace",
      description =
          "Réservé à la coordination. La version lue vient de If-Match ou du corps. Codes de refus"
              + " : pas-affecte, deja-suivie, etape-impossible.")
  @APIResponse(responseCode = "200", description = "La demande, confiée")
  public Response confier(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      ConfierDemande.Command corps,
      @Context HttpHeaders entetes) {
    return reponse(
        confier.executer(
            id,
            corps == null
                ? null
                : new ConfierDemande.Command(
                    corps.facilitateurId(), VersionLue.de(entetes, corps.version()))));
  }

  @POST
  @Path("{id}/rendu")
  @Consumes("application/json")
  @Operation(
      operationId = "rendreDemande",
      summary = "Rendre une demande à l'équipe, en disant pourquoi",
      description = "Par qui la suit. Code de refus : etape-impossible.")
  @APIResponse(
      responseCode = "200",
      description = "La demande, à prendre par un autre",
      content = @Content(schema = @Schema(implementation = DemandeView.class)))
  public Response rendre(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      TraiterDemande.Message corps,
      @Context HttpHeaders entetes) {
    return reponse(traiter.rendre(id, message(corps, entetes)));
  }

  @POST
  @Path("{id}/question")
  @Consumes("application/json")
  @Operation(
      operationId = "questionnerMaitreOuvrage",
      summary = "Demander une précision : la main passe au maître d'ouvrage",
      description = "Réservé à qui suit la demande. Code de refus : etape-impossible.")
  @APIResponse(responseCode = "200", description = "La demande, en attente du maître d'ouvrage")
  public Response questionner(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      TraiterDemande.Message corps,
      @Context HttpHeaders entetes) {
    return reponse(traiter.questionner(id, message(corps, entetes)));
  }

  @POST
  @Path("{id}/reponse")
  @Consumes("application/json")
  @Operation(
      operationId = "repondreEquipe",
      summary = "Répondre à la question de l'équipe : la main lui revient",
      description = "Réservé à l'agent du maître d'ouvrage. Code de refus : etape-impossible.")
  @APIResponse(responseCode = "200", description = "La demande, de nouveau chez le facilitateur")
  public Response repondre(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      TraiterDemande.Message corps,
      @Context HttpHeaders entetes) {
    return reponse(traiter.repondre(id, message(corps, entetes)));
  }

  @POST
  @Path("{id}/conclusion")
  @Consumes("application/json")
  @Operation(
      operationId = "conclureDemande",
      summary = "Rendre la réponse de l'équipe et clore la demande",
      description = "Réservé à qui suit la demande. Code de refus : etape-impossible.")
  @APIResponse(responseCode = "200", description = "La demande, terminée")
  public Response conclure(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      TraiterDemande.Message corps,
      @Context HttpHeaders entetes) {
    return reponse(traiter.terminer(id, message(corps, entetes)));
  }

  @POST
  @Path("{id}/annulation")
  @Consumes("application/json")
  @Operation(
      operationId = "annulerDemande",
      summary = "Annuler la demande",
      description = "Réservé à l'agent du maître d'ouvrage. Code de refus : etape-impossible.")
  @APIResponse(responseCode = "200", description = "La demande, annulée")
  public Response annuler(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      TraiterDemande.Annulation corps,
      @Context HttpHeaders entetes) {
    return reponse(
        traiter.annuler(
            id,
            new TraiterDemande.Annulation(
                corps == null ? null : corps.motif(),
                VersionLue.de(entetes, corps == null ? null : corps.version()))));
  }

  private static TraiterDemande.Message message(TraiterDemande.Message corps, HttpHeaders entetes) {
    return new TraiterDemande.Message(
        corps == null ? null : corps.texte(),
        VersionLue.de(entetes, corps == null ? null : corps.version()));
  }

  private static Response reponse(DemandeView demande) {
    return Response.ok(demande).tag(VersionLue.etag(demande.version())).build();
  }
}
