package fr.maillon.rest.importdecp;

import fr.maillon.importdecp.ImporterDecp;
import fr.maillon.importdecp.ListerLignesImport;
import fr.maillon.importdecp.ReglerImport;
import fr.maillon.importdecp.SuivreImports;
import fr.maillon.importdecp.SuivreImports.ImportView;
import fr.maillon.importdecp.SuivreImports.LigneView;
import fr.maillon.liste.Page;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/imports")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Import DECP")
@APIResponse(responseCode = "401", description = "Jeton absent ou périmé")
public class ImportsResource {
  @Inject ImporterDecp importer;
  @Inject SuivreImports suivre;
  @Inject ReglerImport regler;
  @Inject ListerLignesImport lignes;
  @Context UriInfo adresse;
  @Context HttpHeaders entetes;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerImports",
      summary = "Les imports de l'espace, du plus récent au plus ancien",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.importdecp.SuivreImports"))
  @APIResponse(
      responseCode = "200",
      description = "Une page d'imports",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  public Response lister(@PathParam("code") String code) {
    return ListeRest.repondre(suivre, adresse, entetes);
  }

  @POST
  @Path("decp")
  @Consumes("*/*")
  @Operation(
      operationId = "importerDecp",
      summary = "Importer un fichier DECP",
      description =
          "JSON ou XML, formats 2019 et 2022, reconnus au contenu ; le fichier est le corps, ou la"
              + " part « fichier » d'un formulaire multipart. Seuls les enregistrements de ce"
              + " maître d'ouvrage sont pris. Importer deux fois le même fichier ne change rien.")
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = "application/json"),
        @Content(mediaType = "application/xml"),
        @Content(mediaType = "application/octet-stream"),
        @Content(mediaType = "multipart/form-data")
      })
  @APIResponse(
      responseCode = "202",
      description = "L'import est lancé ; Location dit où le suivre",
      headers = @Header(name = "Location"),
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "413",
      description = "Fichier trop volumineux",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description = "Ce n'est pas un fichier DECP (fichier-vide, pas-decp, json-rompu, xml-rompu…)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response importer(
      @PathParam("code") String code,
      @QueryParam("fichier")
          @Parameter(description = "Nom du fichier, pour le reconnaître dans la liste.")
          String nom,
      InputStream corps)
      throws IOException {
    return lance(importer.executer(nom, longueur(), corps));
  }

  @POST
  @Path("decp")
  @Consumes("multipart/form-data")
  @Operation(hidden = true)
  public Response importer(@PathParam("code") String code, List<EntityPart> parts)
      throws IOException {
    try (var fichier = Fichier.de(parts)) {
      return lance(importer.executer(fichier.nom(), longueur(), fichier.contenu()));
    }
  }

  @GET
  @Path("decp/{id}")
  @Operation(operationId = "consulterImport", summary = "Où en est un import")
  @APIResponse(
      responseCode = "200",
      description = "L'import",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  public ImportView consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return suivre.consulter(id);
  }

  @POST
  @Path("decp/{id}/reprise")
  @Consumes("*/*")
  @Operation(
      operationId = "reprendreImport",
      summary = "Reprendre un import qui a échoué sans que le fichier soit en cause")
  @APIResponse(
      responseCode = "202",
      description = "L'import repart d'où il en était",
      headers = @Header(name = "Location"),
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Rien à reprendre (import-non-reprenable)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response reprendre(@PathParam("code") String code, @PathParam("id") UUID id) {
    importer.reprendre(id);
    return Response.accepted(suivre.consulter(id))
        .location(
            adresse
                .getBaseUriBuilder()
                .path("maitres-ouvrage")
                .path(code)
                .path("imports/decp")
                .path(id.toString())
                .build())
        .build();
  }

  @POST
  @Path("decp/{id}/retablissement")
  @Consumes("*/*")
  @Operation(
      operationId = "retablirImport",
      summary = "Rétablir ce que dit un fichier déjà importé, quand un autre l'a remplacé depuis",
      description =
          "Deux mille lots au plus à la fois : « retablissables » dit combien il en reste.")
  @APIResponse(
      responseCode = "200",
      description = "L'import",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "422",
      description = "rien-a-retablir, version-d-un-autre-lot",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public ImportView retablir(@PathParam("code") String code, @PathParam("id") UUID id) {
    regler.retablir(id);
    return suivre.consulter(id);
  }

  @GET
  @Path("decp/{id}/doublons")
  @Operation(
      operationId = "listerDoublonsImport",
      summary = "Les lots créés par l'import qui sont probablement des doublons",
      description =
          "Même numéro, mêmes titulaires, même montant, autre objet. « lot » est celui que l'import"
              + " a créé, « doublonDe » celui qui existait.")
  @APIResponse(responseCode = "200", description = "Une page de lignes, dans l'ordre du fichier")
  public Page<LigneView> doublons(
      @PathParam("code") String code, @PathParam("id") UUID id, @BeanParam PageQuery page) {
    return suivre.doublons(id, page.pagination());
  }

  @POST
  @Path("decp/{id}/doublons/{ligne}/reunion")
  @Consumes("*/*")
  @Operation(
      operationId = "reunirDoublonImport",
      summary = "Réunir les deux lots : celui de l'import disparaît dans l'autre")
  @APIResponse(responseCode = "204", description = "Réunis")
  @APIResponse(
      responseCode = "422",
      description = "lot-suivi, doublon-deja-regle",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public void reunir(
      @PathParam("code") String code, @PathParam("id") UUID id, @PathParam("ligne") int ligne) {
    regler.reunir(id, ligne);
  }

  @POST
  @Path("decp/{id}/doublons/{ligne}/ecart")
  @Consumes("*/*")
  @Operation(operationId = "ecarterDoublonImport", summary = "Dire que ce sont bien deux lots")
  @APIResponse(responseCode = "204", description = "Écarté")
  @APIResponse(
      responseCode = "422",
      description = "doublon-deja-regle",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public void ecarter(
      @PathParam("code") String code, @PathParam("id") UUID id, @PathParam("ligne") int ligne) {
    regler.ecarter(id, ligne);
  }

  @POST
  @Path("decp/{id}/doublons/{ligne}/retour")
  @Consumes("*/*")
  @Operation(
      operationId = "revenirDoublonImport",
      summary = "Défaire la réunion, ou la réponse « ce sont deux lots »")
  @APIResponse(responseCode = "204", description = "Le doublon est de nouveau à regarder")
  @APIResponse(
      responseCode = "422",
      description = "doublon-deja-regle",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public void revenir(
      @PathParam("code") String code, @PathParam("id") UUID id, @PathParam("ligne") int ligne) {
    regler.revenir(id, ligne);
  }

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Path("decp/{id}/lignes")
  @Operation(
      operationId = "listerLignesImport",
      summary = "Ce qu'il est advenu de chaque enregistrement de l'acheteur",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.importdecp.ListerLignesImport"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de lignes, dans l'ordre du fichier",
      content = @Content(schema = @Schema(implementation = LigneView.class)))
  public Response lignes(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      @Context UriInfo adresse,
      @Context HttpHeaders entetes) {
    return ListeRest.repondre(lignes, adresse, entetes, r -> r.avec("id", id));
  }

  private Response lance(UUID id) {
    return Response.accepted(suivre.consulter(id))
        .location(adresse.getAbsolutePathBuilder().path(id.toString()).build())
        .build();
  }

  private long longueur() {
    try {
      var texte = entetes.getHeaderString(HttpHeaders.CONTENT_LENGTH);
      return texte == null ? -1 : Long.parseLong(texte);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
