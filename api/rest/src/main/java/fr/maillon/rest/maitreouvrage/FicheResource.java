package fr.maillon.rest.maitreouvrage;

import fr.maillon.maitreouvrage.Logo;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.maitreouvrage.ReglerEspace.FicheView;
import fr.maillon.rest.VersionLue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/fiche")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
public class FicheResource {
  @Inject ReglerEspace regler;

  @GET
  @Operation(operationId = "lireFiche", summary = "La fiche de l'espace : contact, couleur, logo")
  @APIResponse(
      responseCode = "200",
      description = "La fiche ; ETag est sa version",
      content = @Content(schema = @Schema(implementation = FicheView.class)))
  public Response lire(@PathParam("code") String code) {
    return reponse(regler.lire());
  }

  @PUT
  @Consumes("application/json")
  @Operation(
      operationId = "reglerFiche",
      summary = "Tenir la fiche de l'espace",
      description =
          "Réservé aux administrateurs de l'espace. Une couleur doit laisser lire un texte"
              + " (contraste 4,5 pour 1). Codes de refus : courriel-invalide, couleur-invalide,"
              + " couleur-trop-claire.")
  @APIResponse(
      responseCode = "200",
      description = "La fiche",
      content = @Content(schema = @Schema(implementation = FicheView.class)))
  public Response regler(
      @PathParam("code") String code, ReglerEspace.Command c, @Context HttpHeaders entetes) {
    regler.executer(commande(c, entetes));
    return reponse(regler.lire());
  }

  @GET
  @Path("logo")
  @Produces({"image/png", "image/jpeg", "image/webp"})
  @Operation(operationId = "lireLogo", summary = "Le logo de l'espace")
  @APIResponse(
      responseCode = "200",
      description = "L'image",
      content = {
        @Content(mediaType = "image/png"),
        @Content(mediaType = "image/jpeg"),
        @Content(mediaType = "image/webp")
      })
  public Response logo(@PathParam("code") String code) {
    var image = regler.logo();
    return Response.ok(image.contenu(), image.type()).build();
  }

  @PUT
  @Path("logo")
  @Consumes("*/*")
  @Operation(
      operationId = "porterLogo",
      summary = "Donner un logo à l'espace",
      description =
          "Réservé aux administrateurs de l'espace. PNG, JPEG ou WebP, reconnu à son contenu, 200"
              + " ko au plus. Codes de refus : logo-trop-lourd, logo-illisible.")
  @RequestBody(required = true, content = @Content(mediaType = "application/octet-stream"))
  @APIResponse(responseCode = "204", description = "Le logo est pris")
  public void porterLogo(@PathParam("code") String code, InputStream corps) throws IOException {
    regler.porterLogo(image(corps));
  }

  @DELETE
  @Path("logo")
  @Operation(operationId = "retirerLogo", summary = "Retirer le logo de l'espace")
  @APIResponse(responseCode = "204", description = "L'espace n'a plus de logo")
  public void retirerLogo(@PathParam("code") String code) {
    regler.porterLogo(null);
  }

  static Response reponse(FicheView fiche) {
    return Response.ok(fiche).tag(VersionLue.etag(fiche.version())).build();
  }

  static ReglerEspace.Command commande(ReglerEspace.Command c, HttpHeaders entetes) {
    return c == null
        ? null
        : new ReglerEspace.Command(
            c.contactNom(),
            c.contactCourriel(),
            c.contactTelephone(),
            c.couleur(),
            c.validationSeparee(),
            VersionLue.de(entetes, c.version()));
  }

  /** Un octet de plus que le maximum suffit à dire qu'il est dépassé. */
  static byte[] image(InputStream corps) throws IOException {
    return corps.readNBytes(Logo.MAXIMUM + 1);
  }
}
