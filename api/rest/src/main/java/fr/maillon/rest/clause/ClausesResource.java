package fr.maillon.rest.clause;

import fr.maillon.clause.AccepterClause;
import fr.maillon.clause.ClauseView;
import fr.maillon.clause.ConsulterClause;
import fr.maillon.clause.FicheClause;
import fr.maillon.clause.ListerClauses;
import fr.maillon.clause.ProposerClause;
import fr.maillon.clause.RefuserClause;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.Problem;
import fr.maillon.rest.VersionLue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/clauses")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Clauses")
public class ClausesResource {
  @Inject ListerClauses clauses;
  @Inject ConsulterClause consulter;
  @Inject ProposerClause proposer;
  @Inject AccepterClause accepter;
  @Inject RefuserClause refuser;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerClauses",
      summary = "Les versions de clause de l'espace",
      description =
          "heuresValidees et tauxRealisation ne sont donnés que pour la version en vigueur d'un lot"
              + " : heures validées de tout le lot, sur 100 heures dues de cette version.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.clause.ListerClauses"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de versions",
      content = @Content(schema = @Schema(implementation = ClauseView.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(clauses, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "proposerClause",
      summary = "Proposer une version de clause pour un lot",
      description =
          "Facilitateur ou coordinateur. La formule se reconnaît aux valeurs données : F1 (taux,"
              + " part et coût, ou code de grille ; montant du lot par défaut), F2"
              + " (heuresTravaillees, taux), F3 (heuresMarche, heuresReprises, taux), F4 (tranche,"
              + " heuresParTranche, commandes), ou quantite et unite saisies.")
  @APIResponse(
      responseCode = "201",
      description = "La version proposée",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FicheClause.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "article-manquant, article-etranger, hors-bornes, valeur-manquante, calcul-ambigu,"
              + " unite-incompatible, engagement-vide, grille-inconnue ou marche-clos",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response proposer(
      @PathParam("code") String code, ProposerClause.Command clause, @Context UriInfo ici) {
    var id = proposer.executer(clause);
    var fiche = consulter.executer(id);
    return Response.created(ici.getAbsolutePathBuilder().path(id.toString()).build())
        .tag(VersionLue.etag(fiche.version()))
        .entity(fiche)
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "consulterClause",
      summary = "La fiche d'une version de clause, son calcul et les autres versions du lot")
  @APIResponse(
      responseCode = "200",
      description = "La fiche",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FicheClause.class)))
  public Response consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    var fiche = consulter.executer(id);
    return Response.ok(fiche).tag(VersionLue.etag(fiche.version())).build();
  }

  @POST
  @Path("{id}/acceptation")
  @Consumes("application/json")
  @Operation(
      operationId = "accepterClause",
      summary = "Accepter une version : ses heures deviennent dues",
      description =
          "Agent du maître d'ouvrage. La version en vigueur et les propositions plus anciennes du"
              + " lot sont remplacées. La version lue se donne dans le corps ou par If-Match.")
  @APIResponse(
      responseCode = "200",
      description = "La fiche acceptée",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FicheClause.class)))
  @APIResponse(
      responseCode = "422",
      description = "clause-deja-decidee",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response accepter(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      AccepterClause.Command decision,
      @Context HttpHeaders entetes) {
    accepter.executer(
        id,
        new AccepterClause.Command(
            VersionLue.de(entetes, decision == null ? null : decision.version())));
    return consulter(code, id);
  }

  @POST
  @Path("{id}/refus")
  @Consumes("application/json")
  @Operation(
      operationId = "refuserClause",
      summary = "Refuser une version, en disant pourquoi",
      description = "Agent du maître d'ouvrage. La clause en vigueur le reste.")
  @APIResponse(
      responseCode = "200",
      description = "La fiche refusée",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FicheClause.class)))
  @APIResponse(
      responseCode = "422",
      description = "clause-deja-decidee",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response refuser(
      @PathParam("code") String code,
      @PathParam("id") UUID id,
      RefuserClause.Command decision,
      @Context HttpHeaders entetes) {
    refuser.executer(
        id,
        new RefuserClause.Command(
            VersionLue.de(entetes, decision == null ? null : decision.version()),
            decision == null ? null : decision.motif()));
    return consulter(code, id);
  }
}
