package fr.maillon.rest.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerAttentes;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.assistance.ListerPortefeuille.Delai;
import fr.maillon.assistance.ListerPortefeuille.QuiAgit;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.choixespace.VoirEnsemble;
import fr.maillon.execution.ConsulterContrats;
import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.rest.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
  @Inject ListerAttentes attentes;
  @Inject ConsulterContrats contrats;

  @GET
  @Path("demandes")
  @Operation(
      operationId = "listerPortefeuille",
      summary =
          "Les demandes ouvertes de tous les espaces qui me sont ouverts aujourd'hui, la plus"
              + " urgente d'abord",
      description =
          "Codes de refus : service-inconnu, etat-inconnu, delai-inconnu, quiagit-inconnu,"
              + " facilitateur-inconnu.")
  @APIResponse(
      responseCode = "200",
      description = "Une page de demandes ; chacune nomme son maître d'ouvrage")
  public Page<DemandeLigne> demandes(
      @QueryParam("texte")
          @Parameter(description = "Cherché dans l'objet, les numéros et les titulaires du marché.")
          String texte,
      @QueryParam("maitreOuvrage")
          @Parameter(
              description = "Codes des seuls espaces à montrer ; répétable.",
              schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
          List<String> codes,
      @QueryParam("service")
          @Parameter(
              description = "Répétable.",
              schema = @Schema(type = SchemaType.ARRAY, implementation = ServiceAssistance.class))
          List<String> services,
      @QueryParam("etat")
          @Parameter(
              description = "Parmi les états ouverts ; répétable.",
              schema = @Schema(type = SchemaType.ARRAY, implementation = EtatDemande.class))
          List<String> etats,
      @QueryParam("delai")
          @Parameter(
              description = "Ce que la date souhaitée laisse.",
              schema = @Schema(implementation = Delai.class))
          String delai,
      @QueryParam("quiAgit")
          @Parameter(
              description = "À qui d'agir, vu de celui qui lit.",
              schema = @Schema(implementation = QuiAgit.class))
          String quiAgit,
      @QueryParam("facilitateur")
          @Parameter(
              description =
                  "Qui suit la demande : MOI, PERSONNE, ou l'identifiant d'un membre de l'équipe ;"
                      + " répétable.",
              schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
          List<String> suivis,
      @BeanParam PageQuery page) {
    return portefeuille.executer(
        new ListerPortefeuille.Criteres(
            texte,
            Set.copyOf(codes),
            LibellesDeFiltre.plusieurs(ServiceAssistance.class, "service", services),
            LibellesDeFiltre.plusieurs(EtatDemande.class, "etat", etats),
            LibellesDeFiltre.un(Delai.class, "delai", delai, Delai.TOUTES),
            LibellesDeFiltre.un(QuiAgit.class, "quiAgit", quiAgit, QuiAgit.TOUS),
            LibellesDeFiltre.suivis(suivis)),
        page.pagination());
  }

  @GET
  @Path("heures")
  @Operation(
      operationId = "heuresDuPortefeuille",
      summary =
          "Les heures à valider de tous les espaces qui me sont ouverts, le mois le plus ancien"
              + " d'abord")
  @APIResponse(
      responseCode = "200",
      description = "Une page de déclarations ; chacune nomme son maître d'ouvrage")
  public Page<ListerAttentes.HeuresAValider> heures(@BeanParam PageQuery page) {
    return attentes.heures(page.pagination());
  }

  @GET
  @Path("clauses")
  @Operation(
      operationId = "clausesDuPortefeuille",
      summary =
          "Les clauses à décider de tous les espaces qui me sont ouverts, la plus ancienne d'abord")
  @APIResponse(
      responseCode = "200",
      description = "Une page de versions de clause ; chacune nomme son maître d'ouvrage")
  public Page<ListerAttentes.ClauseADecider> clauses(@BeanParam PageQuery page) {
    return attentes.clauses(page.pagination());
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
