package fr.maillon.rest.heures;

import fr.maillon.execution.AnnulerContrat;
import fr.maillon.execution.ConsulterContrats;
import fr.maillon.execution.ContratView;
import fr.maillon.execution.FinirContrat;
import fr.maillon.execution.ModifierContrat;
import fr.maillon.execution.OuvrirContrat;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.VersionLue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

@Path("maitres-ouvrage/{code}/contrats")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Exécution")
public class ContratsResource {
  @Inject ConsulterContrats consulter;
  @Inject OuvrirContrat ouvrir;
  @Inject ModifierContrat modifierContrat;
  @Inject FinirContrat finirContrat;
  @Inject AnnulerContrat annulerContrat;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerContrats",
      summary = "Les contrats d'insertion de l'espace",
      description = "L'équipe lit des noms, un agent du maître d'ouvrage des pseudonymes.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.execution.ConsulterContrats"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de contrats, le dernier commencé d'abord",
      content = @Content(schema = @Schema(implementation = ContratView.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(consulter, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "ouvrirContrat",
      summary = "Ouvrir un contrat d'insertion sur un engagement accepté",
      description =
          "Codes de refus : clause-non-acceptee, eligibilite-absente, siret-invalide,"
              + " dates-incoherentes, nir-refuse.")
  @APIResponse(responseCode = "201", description = "Le contrat ouvert")
  public Response ouvrir(
      @PathParam("code") String code, OuvrirContrat.Command demande, @Context UriInfo uri) {
    var id = ouvrir.executer(demande);
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(consulter.un(id))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterContrat", summary = "Un contrat d'insertion")
  @APIResponse(responseCode = "200", description = "Le contrat")
  public ContratView consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return consulter.un(id);
  }

  @PUT
  @Path("{id}")
  @Consumes("application/json")
  @Operation(
      operationId = "modifierContrat",
      summary = "Corriger un contrat d'insertion",
      description =
          "La personne et l'engagement ne changent pas. Version lue dans le corps, ou If-Match."
              + " Codes de refus : siret-invalide, dates-incoherentes, heures-hors-contrat,"
              + " eligibilite-absente, nir-refuse.")
  @APIResponse(responseCode = "200", description = "Le contrat corrigé")
  public ContratView modifier(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      ModifierContrat.Command c,
      @Context HttpHeaders entetes) {
    modifierContrat.modifier(
        id,
        c == null
            ? null
            : new ModifierContrat.Command(
                c.nature(),
                c.modalite(),
                c.employeurSiret(),
                c.employeurNom(),
                c.debut(),
                c.fin(),
                c.motifTardif(),
                VersionLue.de(entetes, c.version())));
    return consulter.un(id);
  }

  @POST
  @Path("{id}/fin")
  @Consumes("application/json")
  @Operation(
      operationId = "finirContrat",
      summary = "Mettre fin à un contrat d'insertion",
      description = "Codes de refus : dates-incoherentes, heures-hors-contrat.")
  @APIResponse(responseCode = "200", description = "Le contrat, avec son dernier jour")
  public ContratView finir(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      FinirContrat.Fin c,
      @Context HttpHeaders entetes) {
    finirContrat.finir(
        id, c == null ? null : new FinirContrat.Fin(c.fin(), VersionLue.de(entetes, c.version())));
    return consulter.un(id);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "annulerContrat",
      summary = "Annuler un contrat ouvert par erreur",
      description =
          "Version lue : If-Match, ou « version » dans l'adresse. Code de refus : contrat-utilise.")
  @APIResponse(responseCode = "204", description = "Annulé")
  public void annuler(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      @QueryParam("version") @Parameter(description = "Version lue, à défaut d'If-Match.")
          Integer version,
      @Context HttpHeaders entetes) {
    annulerContrat.annuler(id, VersionLue.de(entetes, version));
  }
}
