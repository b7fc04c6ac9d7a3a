package fr.maillon.rest.maitreouvrage;

import fr.maillon.beneficiaire.AjouterBeneficiaire;
import fr.maillon.beneficiaire.CorrigerBeneficiaire;
import fr.maillon.beneficiaire.ListerBeneficiaires;
import fr.maillon.beneficiaire.ListerBeneficiaires.BeneficiaireView;
import fr.maillon.beneficiaire.ReprendreBeneficiaires;
import fr.maillon.beneficiaire.ReprendreBeneficiaires.RepriseView;
import fr.maillon.beneficiaire.RetirerBeneficiaire;
import fr.maillon.rest.ListeRest;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/beneficiaires")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
@APIResponse(
    responseCode = "422",
    description = "Règle non respectée, avec son code",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class BeneficiairesResource {
  @Inject ListerBeneficiaires lister;
  @Inject AjouterBeneficiaire ajouterBeneficiaire;
  @Inject CorrigerBeneficiaire corrigerBeneficiaire;
  @Inject RetirerBeneficiaire retirerBeneficiaire;
  @Inject ReprendreBeneficiaires reprendreBeneficiaires;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerBeneficiaires",
      summary = "Ceux pour qui la centrale d'achat achète, par nom ; vide ailleurs",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.beneficiaire.ListerBeneficiaires"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de bénéficiaires",
      content = @Content(schema = @Schema(implementation = BeneficiaireView.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "ajouterBeneficiaire",
      summary = "Ajouter un bénéficiaire",
      description =
          "Réservé aux référents et aux administrateurs d'une centrale d'achat. Codes de refus :"
              + " siret-invalide, nom-invalide, commune-invalide, beneficiaire-deja-la,"
              + " pas-une-centrale.")
  @APIResponse(responseCode = "201", description = "Ajouté ; Location dit où")
  public Response ajouter(
      @PathParam("code") String code, AjouterBeneficiaire.Command c, @Context UriInfo uri) {
    return Response.created(
            uri.getAbsolutePathBuilder().path(ajouterBeneficiaire.ajouter(c).toString()).build())
        .build();
  }

  @PUT
  @Path("{id}")
  @Consumes("application/json")
  @Operation(
      operationId = "corrigerBeneficiaire",
      summary = "Corriger le nom ou la commune d'un bénéficiaire",
      description =
          "Le SIRET ne change pas. Codes de refus : nom-invalide, commune-invalide,"
              + " pas-une-centrale.")
  @APIResponse(responseCode = "204", description = "Corrigé")
  public void corriger(
      @PathParam("code") String code, @PathParam("id") UUID id, AjouterBeneficiaire.Command c) {
    corrigerBeneficiaire.corriger(id, c);
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "retirerBeneficiaire", summary = "Retirer un bénéficiaire de la liste")
  @APIResponse(responseCode = "204", description = "Retiré")
  public void retirer(@PathParam("code") String code, @PathParam("id") UUID id) {
    retirerBeneficiaire.retirer(id);
  }

  @POST
  @Path("reprise")
  @Consumes("*/*")
  @Operation(
      operationId = "reprendreBeneficiaires",
      summary = "Reprendre la liste d'un fichier CSV",
      description =
          "Colonnes siret, nom, commune. Ajoute et renomme, ne retire personne ; une seule ligne"
              + " fautive, et rien n'est écrit : « fautes » les dit. Codes de refus : fichier-vide,"
              + " colonne-manquante, csv-rompu, pas-un-csv, trop-de-lignes.")
  @RequestBody(required = true, content = @Content(mediaType = "text/csv"))
  @APIResponse(
      responseCode = "200",
      description = "Ce qui a été repris, ou les lignes à corriger",
      content = @Content(schema = @Schema(implementation = RepriseView.class)))
  @APIResponse(
      responseCode = "413",
      description = "Fichier trop volumineux",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public RepriseView reprendre(@PathParam("code") String code, InputStream corps)
      throws IOException {
    return reprendreBeneficiaires.reprendre(corps);
  }
}
