package fr.maillon.rest.maitreouvrage;

import fr.maillon.maitreouvrage.AnnulerFermeture;
import fr.maillon.maitreouvrage.ConsulterEspace;
import fr.maillon.maitreouvrage.ConsulterEspace.EspaceView;
import fr.maillon.maitreouvrage.DecrireEspace;
import fr.maillon.maitreouvrage.EspaceCentralView;
import fr.maillon.maitreouvrage.FermerEspace;
import fr.maillon.maitreouvrage.ListerEspaces;
import fr.maillon.maitreouvrage.OuvrirEspace;
import fr.maillon.maitreouvrage.OuvrirEspace.OuvertureView;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.maitreouvrage.ReglerEspace.FicheView;
import fr.maillon.maitreouvrage.RouvrirEspace;
import fr.maillon.maitreouvrage.SuspendreEspace;
import fr.maillon.personne.InviterAdministrateur;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.Problem;
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

@Path("centre/maitres-ouvrage")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Administration centrale : espaces")
@APIResponse(
    responseCode = "422",
    description = "Règle non respectée, avec son code",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class EspacesResource {
  @Inject ListerEspaces lister;
  @Inject ConsulterEspace consulter;
  @Inject OuvrirEspace ouvrir;
  @Inject SuspendreEspace suspendreEspace;
  @Inject RouvrirEspace rouvrirEspace;
  @Inject FermerEspace fermerEspace;
  @Inject AnnulerFermeture annulerFermeture;
  @Inject DecrireEspace decrireEspace;
  @Inject ReglerEspace regler;
  @Inject InviterAdministrateur inviter;

  /** La version lue, quand le geste ne demande rien d'autre. */
  public record Version(Integer version) {}

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerEspacesDuCentre",
      summary = "Les espaces de la plateforme, comme objets",
      description =
          "Nom, état, SIRET, nombre de personnes et de conventions ; aucune ligne d'un espace."
              + " Codes de refus : filtre-inconnu, tri-inconnu.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.maitreouvrage.ListerEspaces"))
  @APIResponse(
      responseCode = "200",
      description = "Une page d'espaces",
      content = @Content(schema = @Schema(implementation = EspaceCentralView.class)))
  public Response lister(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "ouvrirEspace",
      summary = "Ouvrir un espace, d'un SIRET et d'un nom",
      description =
          "Tout se fait, ou rien : l'espace, ses SIRET, sa fiche, l'invitation de son premier"
              + " administrateur. Type, code et couleur sont proposés s'ils manquent. Rejouée avec"
              + " un même SIRET et le même nom, l'ouverture rend l'espace déjà ouvert (200). Codes"
              + " de refus : siret-invalide, siret-deja-pris, code-invalide, code-deja-pris,"
              + " couleur-invalide, couleur-trop-claire, administrateur-incomplet,"
              + " courriel-invalide, nom-invalide.")
  @APIResponse(
      responseCode = "200",
      description = "Il était déjà ouvert",
      content = @Content(schema = @Schema(implementation = OuvertureView.class)))
  @APIResponse(
      responseCode = "201",
      description = "L'espace est ouvert ; Location dit où le lire",
      content = @Content(schema = @Schema(implementation = OuvertureView.class)))
  public Response ouvrir(OuvrirEspace.Command commande, @Context UriInfo uri) {
    var o = ouvrir.executer(commande);
    var ici = uri.getAbsolutePathBuilder().path(o.id().toString()).build();
    return (o.nouveau() ? Response.created(ici) : Response.ok().location(ici))
        .entity(o)
        .tag(VersionLue.etag(o.version()))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "consulterEspaceDuCentre",
      summary = "Un espace comme objet : état, dates, SIRET, invitations du centre")
  @APIResponse(
      responseCode = "200",
      description = "L'espace ; ETag est sa version",
      content = @Content(schema = @Schema(implementation = EspaceView.class)))
  public Response consulter(@PathParam("id") UUID id) {
    return reponse(id);
  }

  @PUT
  @Path("{id}")
  @Consumes("application/json")
  @Operation(
      operationId = "decrireEspace",
      summary = "Corriger le nom, le sigle, le type, la couleur et les SIRET d'un espace",
      description =
          "Le code ne change pas. Codes de refus : siret-invalide, siret-deja-pris,"
              + " couleur-invalide, couleur-trop-claire, etape-impossible.")
  @APIResponse(
      responseCode = "200",
      description = "L'espace corrigé",
      content = @Content(schema = @Schema(implementation = EspaceView.class)))
  public Response decrire(
      @PathParam("id") UUID id, DecrireEspace.Description c, @Context HttpHeaders entetes) {
    decrireEspace.decrire(
        id,
        c == null
            ? null
            : new DecrireEspace.Description(
                c.nom(),
                c.sigle(),
                c.type(),
                c.couleur(),
                c.sirets(),
                c.importParSiren(),
                VersionLue.de(entetes, c.version())));
    return reponse(id);
  }

  @POST
  @Path("{id}/suspension")
  @Consumes("application/json")
  @Operation(
      operationId = "suspendreEspace",
      summary = "Suspendre : l'espace se lit, rien ne s'y écrit",
      description = "Ses personnes voient le motif. Code de refus : etape-impossible.")
  @APIResponse(
      responseCode = "200",
      description = "L'espace, suspendu",
      content = @Content(schema = @Schema(implementation = EspaceView.class)))
  public Response suspendre(
      @PathParam("id") UUID id, SuspendreEspace.Suspension c, @Context HttpHeaders entetes) {
    suspendreEspace.suspendre(
        id,
        c == null
            ? null
            : new SuspendreEspace.Suspension(c.motif(), VersionLue.de(entetes, c.version())));
    return reponse(id);
  }

  @POST
  @Path("{id}/reouverture")
  @Consumes("application/json")
  @Operation(
      operationId = "rouvrirEspace",
      summary = "Rouvrir un espace suspendu",
      description = "Code de refus : etape-impossible.")
  @APIResponse(
      responseCode = "200",
      description = "L'espace, rouvert",
      content = @Content(schema = @Schema(implementation = EspaceView.class)))
  public Response rouvrir(@PathParam("id") UUID id, Version c, @Context HttpHeaders entetes) {
    rouvrirEspace.rouvrir(id, VersionLue.de(entetes, c == null ? null : c.version()));
    return reponse(id);
  }

  @POST
  @Path("{id}/fermeture")
  @Consumes("application/json")
  @Operation(
      operationId = "fermerEspace",
      summary = "Fermer : nul n'y entre plus, et tout sera effacé au bout du délai",
      description =
          "« nom » est celui de l'espace, recopié. Ses administrateurs sont avertis par courriel."
              + " Codes de refus : nom-different, etape-impossible.")
  @APIResponse(
      responseCode = "200",
      description = "L'espace, fermé ; « effacableLe » est le premier jour où il peut être effacé",
      content = @Content(schema = @Schema(implementation = EspaceView.class)))
  public Response fermer(
      @PathParam("id") UUID id, FermerEspace.Fermeture c, @Context HttpHeaders entetes) {
    fermerEspace.fermer(
        id,
        c == null
            ? null
            : new FermerEspace.Fermeture(c.motif(), c.nom(), VersionLue.de(entetes, c.version())));
    return reponse(id);
  }

  @POST
  @Path("{id}/annulation-fermeture")
  @Consumes("application/json")
  @Operation(
      operationId = "annulerFermetureEspace",
      summary = "Annuler la fermeture : l'espace revient comme il était",
      description = "Codes de refus : etape-impossible, siret-deja-pris.")
  @APIResponse(
      responseCode = "200",
      description = "L'espace, ouvert ou suspendu comme avant",
      content = @Content(schema = @Schema(implementation = EspaceView.class)))
  public Response annulerFermeture(
      @PathParam("id") UUID id, Version c, @Context HttpHeaders entetes) {
    annulerFermeture.annulerFermeture(id, VersionLue.de(entetes, c == null ? null : c.version()));
    return reponse(id);
  }

  @POST
  @Path("{id}/administrateurs")
  @Consumes("application/json")
  @Operation(
      operationId = "inviterAdministrateur",
      summary = "Inviter l'administrateur d'un espace qui n'en a pas",
      description =
          "Dès que l'espace a un administrateur, c'est lui qui invite. Codes de refus :"
              + " deja-administre, deja-invitee, courriel-invalide, nom-invalide,"
              + " etape-impossible.")
  @APIResponse(
      responseCode = "201",
      description = "Invité ; l'espace dit où en est l'invitation",
      content = @Content(schema = @Schema(implementation = EspaceView.class)))
  public Response inviter(
      @PathParam("id") UUID id, InviterAdministrateur.Command c, @Context UriInfo uri) {
    inviter.executer(id, c);
    return Response.created(
            uri.getBaseUriBuilder().path("centre/maitres-ouvrage").path(id.toString()).build())
        .entity(consulter.executer(id))
        .build();
  }

  @GET
  @Path("{id}/fiche")
  @Operation(
      operationId = "lireFicheAuCentre",
      summary = "La fiche d'un espace : contact, couleur, logo")
  @APIResponse(
      responseCode = "200",
      description = "La fiche ; ETag est sa version",
      content = @Content(schema = @Schema(implementation = FicheView.class)))
  public Response fiche(@PathParam("id") UUID id) {
    return FicheResource.reponse(regler.lireAuCentre(id));
  }

  @PUT
  @Path("{id}/fiche")
  @Consumes("application/json")
  @Operation(
      operationId = "reglerFicheAuCentre",
      summary = "Tenir la fiche d'un espace à la place de son administrateur",
      description = "Codes de refus : courriel-invalide, couleur-invalide, couleur-trop-claire.")
  @APIResponse(
      responseCode = "200",
      description = "La fiche",
      content = @Content(schema = @Schema(implementation = FicheView.class)))
  public Response regler(
      @PathParam("id") UUID id, ReglerEspace.Command c, @Context HttpHeaders entetes) {
    regler.auCentre(id, FicheResource.commande(c, entetes));
    return FicheResource.reponse(regler.lireAuCentre(id));
  }

  @PUT
  @Path("{id}/logo")
  @Consumes("*/*")
  @Operation(
      operationId = "porterLogoAuCentre",
      summary = "Donner son logo à un espace",
      description =
          "PNG, JPEG ou WebP, reconnu à son contenu, 200 ko au plus. Codes de refus :"
              + " logo-trop-lourd, logo-illisible.")
  @RequestBody(required = true, content = @Content(mediaType = "application/octet-stream"))
  @APIResponse(responseCode = "204", description = "Le logo est pris")
  public void porterLogo(@PathParam("id") UUID id, InputStream corps) throws IOException {
    regler.porterLogoAuCentre(id, FicheResource.image(corps));
  }

  @DELETE
  @Path("{id}/logo")
  @Operation(operationId = "retirerLogoAuCentre", summary = "Retirer le logo d'un espace")
  @APIResponse(responseCode = "204", description = "L'espace n'a plus de logo")
  public void retirerLogo(@PathParam("id") UUID id) {
    regler.porterLogoAuCentre(id, null);
  }

  private Response reponse(UUID id) {
    var espace = consulter.executer(id);
    return Response.ok(espace).tag(VersionLue.etag(espace.version())).build();
  }
}
