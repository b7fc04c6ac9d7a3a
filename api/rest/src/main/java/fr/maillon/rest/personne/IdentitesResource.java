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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Le nom et l'adresse d'une personne de l'espace, par ses administrateurs. */
@Path("maitres-ouvrage/{code}")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Personnes")
public class IdentitesResource {
  @Inject ChangerIdentite changer;

  @GET
  @Path("personnes/{id}/identite")
  @Operation(
      operationId = "consulterIdentite",
      summary = "Le nom et l'adresse d'une personne de l'espace, et la nouvelle adresse demandée",
      description =
          "Réservé aux administrateurs de l'espace. « modifiable » faux : l'administration centrale"
              + " seule change son nom et son adresse.")
  @APIResponse(responseCode = "200", description = "L'identité ; ETag est sa version")
  public Response consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return Identites.reponse(changer.lire(id));
  }

  @PUT
  @Path("personnes/{id}/nom")
  @Consumes("application/json")
  @Operation(
      operationId = "changerLeNom",
      summary = "Changer le prénom et le nom d'une personne de l'espace",
      description =
          "Vaut tout de suite ; son compte suit. La version lue vient de If-Match ou du corps."
              + " Codes de refus : nom-invalide, identite-au-centre.")
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
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      ChangerIdentite.Nom corps,
      @Context HttpHeaders entetes) {
    return Identites.reponse(changer.renommer(id, Identites.lu(corps, entetes)));
  }

  @POST
  @Path("personnes/{id}/adresse")
  @Consumes("application/json")
  @Operation(
      operationId = "demanderUneAdresse",
      summary = "Demander une nouvelle adresse pour une personne de l'espace",
      description =
          "Un lien y part, l'ancienne est avertie ; l'adresse ne change qu'une fois confirmée par"
              + " le compte de la personne (POST /invitations/acceptation). La version lue vient de"
              + " If-Match ou du corps. Codes de refus : courriel-invalide, adresse-inchangee,"
              + " adresse-prise, changement-en-cours, identite-au-centre.")
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
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      ChangerIdentite.Adresse corps,
      @Context HttpHeaders entetes) {
    return Identites.reponse(changer.demander(id, Identites.lu(corps, entetes)));
  }

  @POST
  @Path("personnes/{id}/adresse/nouvel-essai")
  @Operation(
      operationId = "relancerLAdresse",
      summary = "Envoyer un nouveau lien, ou remettre le compte qui n'a pas pu suivre",
      description = "Codes de refus : rien-a-relancer, identite-au-centre.")
  @APIResponse(
      responseCode = "200",
      description = "L'identité",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IdentiteView.class)))
  public Response relancer(@PathParam("code") String code, @PathParam("id") UUID id) {
    return Identites.reponse(changer.relancer(id));
  }

  @DELETE
  @Path("personnes/{id}/adresse")
  @Operation(
      operationId = "annulerLAdresse",
      summary = "Annuler la nouvelle adresse demandée",
      description = "Codes de refus : rien-a-annuler, adresse-confirmee, identite-au-centre.")
  @APIResponse(
      responseCode = "200",
      description = "L'identité, sans elle",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IdentiteView.class)))
  public Response annuler(@PathParam("code") String code, @PathParam("id") UUID id) {
    return Identites.reponse(changer.annuler(id));
  }
}
