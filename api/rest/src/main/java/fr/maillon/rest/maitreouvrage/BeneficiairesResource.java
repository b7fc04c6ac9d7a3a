package fr.maillon.rest.maitreouvrage;

import fr.maillon.beneficiaire.ExporterBeneficiaires;
import fr.maillon.beneficiaire.ListerBeneficiaires;
import fr.maillon.beneficiaire.ListerBeneficiaires.BeneficiaireView;
import fr.maillon.beneficiaire.TenirBeneficiaires;
import fr.maillon.beneficiaire.TenirBeneficiaires.RepriseView;
import fr.maillon.liste.Page;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
  @Inject ExporterBeneficiaires exporter;
  @Inject TenirBeneficiaires tenir;

  @GET
  @Operation(
      operationId = "listerBeneficiaires",
      summary = "Ceux pour qui la centrale d'achat achète, par nom ; vide ailleurs")
  @APIResponse(responseCode = "200", description = "Une page de bénéficiaires")
  public Page<BeneficiaireView> lister(
      @PathParam("code") String code,
      @QueryParam("texte") @Parameter(description = "Nom, commune ou SIRET, en partie.")
          String texte,
      @BeanParam PageQuery page) {
    return lister.executer(texte, page.pagination());
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
      @PathParam("code") String code, TenirBeneficiaires.Command c, @Context UriInfo uri) {
    return Response.created(uri.getAbsolutePathBuilder().path(tenir.ajouter(c).toString()).build())
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
      @PathParam("code") String code, @PathParam("id") UUID id, TenirBeneficiaires.Command c) {
    tenir.corriger(id, c);
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "retirerBeneficiaire", summary = "Retirer un bénéficiaire de la liste")
  @APIResponse(responseCode = "204", description = "Retiré")
  public void retirer(@PathParam("code") String code, @PathParam("id") UUID id) {
    tenir.retirer(id);
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
    return tenir.reprendre(corps);
  }

  @GET
  @Path("csv")
  @Produces("text/csv")
  @Operation(
      operationId = "beneficiairesCsv",
      summary = "Tous les bénéficiaires, en CSV : ce que la reprise relit")
  @APIResponse(responseCode = "200", description = "Le fichier")
  public Response csv(@PathParam("code") String code) {
    exporter.commencer();
    return Response.ok((StreamingOutput) exporter::ecrire, "text/csv; charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"beneficiaires.csv\"")
        .build();
  }
}
