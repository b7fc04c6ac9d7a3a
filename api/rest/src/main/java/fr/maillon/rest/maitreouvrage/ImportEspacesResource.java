package fr.maillon.rest.maitreouvrage;

import fr.maillon.importespaces.DeposerEspaces;
import fr.maillon.importespaces.ListerLignesEspaces;
import fr.maillon.importespaces.SuivreEspaces;
import fr.maillon.importespaces.SuivreEspaces.FichierView;
import fr.maillon.importespaces.SuivreEspaces.LigneView;
import fr.maillon.importespaces.SuivreEspaces.SuiviView;
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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("centre/import-espaces")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Administration centrale : espaces")
public class ImportEspacesResource {
  @Inject DeposerEspaces deposer;
  @Inject SuivreEspaces suivre;
  @Inject ListerLignesEspaces lignes;

  @GET
  @Operation(
      operationId = "listerImportsEspaces",
      summary = "Les fichiers d'espaces à ouvrir, du plus récent au plus ancien")
  @APIResponse(responseCode = "200", description = "Une page de fichiers")
  public Page<FichierView> lister(@BeanParam PageQuery page) {
    return suivre.lister(page.pagination());
  }

  @POST
  @Consumes("*/*")
  @Operation(
      operationId = "deposerEspaces",
      summary = "Relire un fichier CSV d'espaces à ouvrir, sans rien ouvrir",
      description =
          "Le fichier est le corps : UTF-8 ou Windows-1252, point-virgule, virgule ou tabulation, 5"
              + " Mo au plus. Colonnes nom et siret ; type, code, couleur, administrateur_nom et"
              + " administrateur_courriel facultatives. Codes de refus : fichier-vide,"
              + " colonne-manquante, csv-rompu, pas-un-csv, trop-de-lignes.")
  @RequestBody(required = true, content = @Content(mediaType = "text/csv"))
  @APIResponse(
      responseCode = "201",
      description =
          "L'aperçu : combien de lignes prêtes, combien à corriger ; Location dit où le lire",
      content = @Content(schema = @Schema(implementation = SuiviView.class)))
  @APIResponse(
      responseCode = "413",
      description = "Fichier trop volumineux",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description = "Fichier illisible, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response deposer(
      @QueryParam("fichier")
          @Parameter(description = "Nom du fichier, pour le reconnaître dans la liste.")
          String nom,
      InputStream corps,
      @Context UriInfo uri)
      throws IOException {
    var id = deposer.executer(nom, corps);
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(suivre.consulter(id))
        .build();
  }

  @GET
  @Path("modele.csv")
  @Produces("text/csv")
  @Operation(operationId = "modeleEspaces", summary = "Le fichier CSV à remplir")
  @APIResponse(responseCode = "200", description = "Le modèle")
  public Response modele() {
    // rien de la base : le titre n'est vérifié que par le périmètre de l'adresse
    return Response.ok((StreamingOutput) DeposerEspaces::modele, "text/csv; charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"espaces-modele.csv\"")
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterImportEspaces", summary = "Où en est un fichier d'espaces")
  @APIResponse(
      responseCode = "200",
      description = "Le fichier, et ses lignes par état",
      content = @Content(schema = @Schema(implementation = SuiviView.class)))
  public SuiviView consulter(@PathParam("id") UUID id) {
    return suivre.consulter(id);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "oublierImportEspaces",
      summary = "Oublier un fichier qui n'a rien ouvert",
      description = "Code de refus : import-deja-lance.")
  @APIResponse(responseCode = "204", description = "Oublié")
  public void oublier(@PathParam("id") UUID id) {
    deposer.oublier(id);
  }

  @POST
  @Path("{id}/confirmation")
  @Consumes("*/*")
  @Operation(
      operationId = "confirmerImportEspaces",
      summary = "Ouvrir, en tâche de fond, les lignes prêtes ; ou reprendre un import interrompu",
      description = "Codes de refus : import-termine, rien-a-ouvrir.")
  @APIResponse(
      responseCode = "202",
      description = "Les espaces s'ouvrent",
      content = @Content(schema = @Schema(implementation = SuiviView.class)))
  public Response confirmer(@PathParam("id") UUID id) {
    deposer.confirmer(id);
    return Response.accepted(suivre.consulter(id)).build();
  }

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Path("{id}/lignes")
  @Operation(
      operationId = "listerLignesEspaces",
      summary = "Ce qu'annonce, ou ce qu'est devenue, chaque ligne",
      description = "Code de refus : filtre-inconnu.",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.importespaces.ListerLignesEspaces"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de lignes, dans l'ordre du fichier",
      content = @Content(schema = @Schema(implementation = LigneView.class)))
  @APIResponse(
      responseCode = "422",
      description = "État inconnu",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response lignes(
      @PathParam("id") UUID id, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lignes, adresse, entetes, r -> r.avec("id", id));
  }
}
