package fr.maillon.rest.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.ListerClausesADecider;
import fr.maillon.assistance.ListerHeuresAValider;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.choixespace.VoirEnsemble;
import fr.maillon.execution.ConsulterContrats;
import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Le travail d'un membre de l'équipe, sur tous les espaces qui lui sont ouverts aujourd'hui ; en
 * lecture seule.
 */
@Path("portefeuille")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Portefeuille")
public class PortefeuilleResource {
  @Inject ListerPortefeuille portefeuille;
  @Inject VoirEnsemble ensemble;
  @Inject ListerHeuresAValider heures;
  @Inject ListerClausesADecider clauses;
  @Inject ConsulterContrats contrats;

  @GET
  @Path("demandes")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerPortefeuille",
      summary =
          "Les demandes ouvertes de tous les espaces qui me sont ouverts aujourd'hui, la plus"
              + " urgente d'abord",
      description =
          "Codes de refus : service-inconnu, etat-inconnu, delai-inconnu, quiagit-inconnu,"
              + " facilitateur-inconnu.",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.assistance.ListerPortefeuille"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de demandes ; chacune nomme son maître d'ouvrage",
      content = @Content(schema = @Schema(implementation = DemandeLigne.class)))
  public Response demandes(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(portefeuille, adresse, entetes);
  }

  @GET
  @Path("heures")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "heuresDuPortefeuille",
      summary =
          "Les heures à valider de tous les espaces qui me sont ouverts, le mois le plus ancien"
              + " d'abord",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.assistance.ListerHeuresAValider"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de déclarations ; chacune nomme son maître d'ouvrage",
      content =
          @Content(schema = @Schema(implementation = ListerHeuresAValider.HeuresAValider.class)))
  public Response heures(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(heures, adresse, entetes);
  }

  @GET
  @Path("clauses")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "clausesDuPortefeuille",
      summary =
          "Les clauses à décider de tous les espaces qui me sont ouverts, la plus ancienne d'abord",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.assistance.ListerClausesADecider"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de versions de clause ; chacune nomme son maître d'ouvrage",
      content =
          @Content(schema = @Schema(implementation = ListerClausesADecider.ClauseADecider.class)))
  public Response clauses(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(clauses, adresse, entetes);
  }

  @GET
  @Path("participants/{id}/contrats")
  @Operation(
      operationId = "contratsDuParticipant",
      summary = "Les contrats et les heures d'une personne, dans les espaces qui me sont ouverts")
  @APIResponse(
      responseCode = "200",
      description =
          "Une page de contrats, le dernier commencé d'abord ; chacun nomme son maître d'ouvrage")
  public Page<ConsulterContrats.ContratDePersonne> contrats(
      @PathParam("id") UUID id, @BeanParam PageQuery page) {
    return contrats.deLaPersonne(id, page.pagination());
  }

  @GET
  @Path("reperes")
  @Operation(
      operationId = "reperesDuPortefeuille",
      summary = "Ce qui m'attend : à moi d'agir, en retard, dû avant cinq jours, nouvelles")
  @APIResponse(responseCode = "200", description = "Les nombres, tous espaces confondus")
  public ListerPortefeuille.Reperes reperes() {
    return portefeuille.reperes();
  }

  @GET
  @Path("maitres-ouvrage")
  @Operation(
      operationId = "espacesDuPortefeuille",
      summary = "Tous mes maîtres d'ouvrage : jusqu'à quand ils me sont ouverts, et leurs chiffres",
      description =
          "« tri » : NOM, OUVERTES, RETARD, EXECUTION, DUES, VALIDEES, FIN, précédé de « - » pour"
              + " le plus grand d'abord. Code de refus : tri-inconnu.")
  @APIResponse(
      responseCode = "200",
      description = "Une page d'espaces, par nom à défaut d'autre ordre")
  public Page<VoirEnsemble.EspaceOuvert> maitresOuvrage(
      @QueryParam("texte")
          @Parameter(description = "Des mots du nom, du sigle, du code ou du type.")
          String texte,
      @QueryParam("type") @Parameter(description = "Code d'un type de maître d'ouvrage.")
          String type,
      @QueryParam("tri")
          @Parameter(description = "L'ordre : -RETARD met les plus en retard d'abord.")
          String tri,
      @BeanParam PageQuery page) {
    boolean descendant = tri != null && tri.startsWith("-");
    return ensemble.executer(
        new VoirEnsemble.Criteres(
            texte,
            typeDEspace(type),
            LibellesDeFiltre.un(
                VoirEnsemble.Tri.class,
                "tri",
                tri == null ? null : (descendant ? tri.substring(1) : tri).toUpperCase(Locale.ROOT),
                VoirEnsemble.Tri.NOM),
            descendant),
        page.pagination());
  }

  private static String typeDEspace(String type) {
    var lu = fr.maillon.rest.FiltresLus.mot(TypeEspace.class, "type", type);
    return lu == null ? null : lu.name();
  }
}
