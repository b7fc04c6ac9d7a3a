package fr.maillon.rest.bascule;

import fr.maillon.filtre.ChangerFiltre;
import fr.maillon.filtre.EnregistrerFiltre;
import fr.maillon.filtre.FiltreView;
import fr.maillon.filtre.ListerFiltres;
import fr.maillon.filtre.RetirerFiltreDuPartage;
import fr.maillon.filtre.SupprimerFiltre;
import fr.maillon.liste.Page;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.VersionLue;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les filtres enregistrés du portefeuille : les miens, et ceux que l'équipe partage. */
@Path("portefeuille/filtres")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Portefeuille")
public class FiltresResource {
  @Inject ListerFiltres listerFiltres;
  @Inject EnregistrerFiltre enregistrerFiltre;
  @Inject ChangerFiltre changerFiltre;
  @Inject SupprimerFiltre supprimerFiltre;
  @Inject RetirerFiltreDuPartage retirerFiltreDuPartage;

  @GET
  @Operation(
      operationId = "listerFiltres",
      summary = "Mes filtres, puis ceux que l'équipe partage",
      description =
          "« requete » est la chaîne de requête de la page du portefeuille, réduite aux espaces qui"
              + " me sont ouverts.")
  @APIResponse(responseCode = "200", description = "Une page de filtres")
  public Page<FiltreView> lister(@BeanParam PageQuery page) {
    return listerFiltres.lister(page.pagination());
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "enregistrerFiltre",
      summary = "Enregistrer un filtre sous un nom",
      description =
          "La requête est normalisée. Codes de refus : filtre-vide, filtre-inconnu,"
              + " filtre-trop-long, filtre-deja-nomme, trop-de-filtres.")
  @APIResponse(responseCode = "201", description = "Le filtre ; ETag est sa version")
  public Response enregistrer(EnregistrerFiltre.Command commande, @Context UriInfo uri) {
    var filtre = enregistrerFiltre.enregistrer(commande);
    return Response.created(uri.getAbsolutePathBuilder().path(filtre.id().toString()).build())
        .entity(filtre)
        .tag(VersionLue.etag(filtre.version()))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterFiltre", summary = "Un filtre à moi, ou partagé")
  @APIResponse(responseCode = "200", description = "Le filtre ; ETag est sa version")
  public Response consulter(@PathParam("id") UUID id) {
    return avecVersion(listerFiltres.lire(id));
  }

  @PUT
  @Path("{id}")
  @Consumes("application/json")
  @Operation(
      operationId = "changerFiltre",
      summary =
          "Renommer, partager ou non, prendre par défaut, remplacer la requête d'un filtre à moi")
  @APIResponse(responseCode = "200", description = "Le filtre changé ; ETag est sa version")
  public Response changer(
      @PathParam("id") UUID id, ChangerFiltre.Changement c, @Context HttpHeaders entetes) {
    return avecVersion(
        changerFiltre.changer(
            id,
            c == null
                ? null
                : new ChangerFiltre.Changement(
                    c.nom(),
                    c.requete(),
                    c.partage(),
                    c.parDefaut(),
                    VersionLue.de(entetes, c.version()))));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "supprimerFiltre", summary = "Supprimer un filtre à moi")
  @APIResponse(responseCode = "204", description = "Supprimé")
  public void supprimer(@PathParam("id") UUID id) {
    supprimerFiltre.supprimer(id);
  }

  @POST
  @Path("{id}/retrait")
  @Operation(
      operationId = "retirerFiltre",
      summary = "Coordination : ne plus montrer à l'équipe un filtre partagé",
      description = "Code de refus : filtre-non-partage.")
  @APIResponse(responseCode = "200", description = "Le filtre, retiré du partage")
  public Response retirer(@PathParam("id") UUID id) {
    return avecVersion(retirerFiltreDuPartage.retirer(id));
  }

  private static Response avecVersion(FiltreView filtre) {
    return Response.ok(filtre).tag(VersionLue.etag(filtre.version())).build();
  }
}
