package fr.maillon.rest.personne;

import fr.maillon.identite.ChangerIdentite;
import fr.maillon.identite.IdentiteView;
import fr.maillon.rest.Problem;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Le nom et l'adresse de toute personne qui a un compte, par l'administration centrale. */
@Path("centre/personnes")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Personnes")
public class IdentitesCentreResource {
  @Inject ChangerIdentite changer;

  @GET
  @Operation(
      operationId = "chercherPersonne",
      summary = "Qui a un compte à cette adresse, exactement",
      description =
          "Deux personnes quand une adresse a changé de titulaire. Code de refus :"
              + " courriel-invalide.")
  @APIResponse(
      responseCode = "200",
      description = "Les personnes, par nom ; aucune ligne d'un espace")
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public List<IdentiteView> chercher(
      @QueryParam("courriel") @Parameter(description = "L'adresse entière.", required = true)
          String courriel) {
    return changer.chercher(courriel);
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "consulterPersonneAuCentre",
      summary = "Le nom et l'adresse d'une personne, et la nouvelle adresse demandée")
  @APIResponse(responseCode = "200", description = "L'identité ; ETag est sa version")
  public Response consulter(@PathParam("id") UUID id) {
    return Identites.reponse(changer.lire(id));
  }

  @PUT
  @Path("{id}/nom")
  @Consumes("application/json")
  @Operation(
      operationId = "changerLeNomAuCentre",
      summary = "Changer le prénom et le nom d'une personne",
      description =
          "Vaut tout de suite ; son compte suit, et les espaces où elle est le lisent au journal."
              + " Code de refus : nom-invalide.")
  @APIResponse(
      responseCode = "200",
      description = "L'identité",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IdentiteView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response renommer(
      @PathParam("id") UUID id, ChangerIdentite.Nom corps, @Context HttpHeaders entetes) {
    return Identites.reponse(changer.renommer(id, Identites.lu(corps, entetes)));
  }

  @POST
  @Path("{id}/adresse")
  @Consumes("application/json")
  @Operation(
      operationId = "demanderUneAdresseAuCentre",
      summary = "Demander une nouvelle adresse pour une personne",
      description =
          "Comme dans un espace : elle la confirme avec son compte. Codes de refus :"
              + " courriel-invalide, adresse-inchangee, adresse-prise, changement-en-cours.")
  @APIResponse(
      responseCode = "200",
      description = "L'identité, avec l'adresse demandée",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IdentiteView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Règle non respectée, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response demander(
      @PathParam("id") UUID id, ChangerIdentite.Adresse corps, @Context HttpHeaders entetes) {
    return Identites.reponse(changer.demander(id, Identites.lu(corps, entetes)));
  }

  @POST
  @Path("{id}/adresse/nouvel-essai")
  @Operation(
      operationId = "relancerLAdresseAuCentre",
      summary = "Envoyer un nouveau lien, ou remettre le compte qui n'a pas pu suivre",
      description = "Code de refus : rien-a-relancer.")
  @APIResponse(
      responseCode = "200",
      description = "L'identité",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IdentiteView.class)))
  public Response relancer(@PathParam("id") UUID id) {
    return Identites.reponse(changer.relancer(id));
  }

  @DELETE
  @Path("{id}/adresse")
  @Operation(
      operationId = "annulerLAdresseAuCentre",
      summary = "Annuler la nouvelle adresse demandée",
      description = "Codes de refus : rien-a-annuler, adresse-confirmee.")
  @APIResponse(
      responseCode = "200",
      description = "L'identité, sans elle",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IdentiteView.class)))
  public Response annuler(@PathParam("id") UUID id) {
    return Identites.reponse(changer.annuler(id));
  }
}
