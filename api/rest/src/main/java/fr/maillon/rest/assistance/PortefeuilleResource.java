package fr.maillon.rest.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.assistance.ListerPortefeuille.Delai;
import fr.maillon.assistance.ListerPortefeuille.QuiAgit;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.liste.Page;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Le travail d'un membre de l'équipe, sur tous les espaces qui lui sont ouverts aujourd'hui ; en lecture seule. */
@Path("portefeuille")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Portefeuille")
public class PortefeuilleResource {
  @Inject ListerPortefeuille portefeuille;

  @GET
  @Path("demandes")
  @Operation(operationId = "listerPortefeuille", summary = "Les demandes ouvertes de tous les espaces qui me sont ouverts aujourd'hui, la plus urgente d'abord",
      description = "Codes de refus : service-inconnu, etat-inconnu, delai-inconnu, quiagit-inconnu.")
  @APIResponse(responseCode = "200", description = "Une page de demandes ; chacune nomme son maître d'ouvrage")
  @APIResponse(responseCode = "400", description = "Demande mal formée",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "401", description = "Sans jeton valide",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "403", description = "Rôle qui ne le pourra jamais",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "422", description = "Règle non respectée, avec son code",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  public Page<DemandeLigne> demandes(
      @QueryParam("texte") @Parameter(description = "Cherché dans l'objet, les numéros et les titulaires du marché.") String texte,
      @QueryParam("maitreOuvrage") @Parameter(description = "Codes des seuls espaces à montrer ; répétable.", schema = @Schema(type = SchemaType.ARRAY, implementation = String.class)) List<String> codes,
      @QueryParam("service") @Parameter(description = "Répétable.", schema = @Schema(type = SchemaType.ARRAY, implementation = ServiceAssistance.class)) List<String> services,
      @QueryParam("etat") @Parameter(description = "Parmi les états ouverts ; répétable.", schema = @Schema(type = SchemaType.ARRAY, implementation = EtatDemande.class)) List<String> etats,
      @QueryParam("delai") @Parameter(description = "Ce que la date souhaitée laisse.", schema = @Schema(implementation = Delai.class)) String delai,
      @QueryParam("quiAgit") @Parameter(description = "À qui d'agir, vu de celui qui lit.", schema = @Schema(implementation = QuiAgit.class)) String quiAgit,
      @BeanParam PageQuery page) {
    return portefeuille.executer(new ListerPortefeuille.Criteres(texte, Set.copyOf(codes), Mots.plusieurs(ServiceAssistance.class, "service", services),
        Mots.plusieurs(EtatDemande.class, "etat", etats), Mots.un(Delai.class, "delai", delai, Delai.TOUTES),
        Mots.un(QuiAgit.class, "quiAgit", quiAgit, QuiAgit.TOUS)), page.pagination());
  }

  @GET
  @Path("reperes")
  @Operation(operationId = "reperesDuPortefeuille", summary = "Ce qui m'attend : à moi d'agir, en retard, dû avant cinq jours, nouvelles")
  @APIResponse(responseCode = "200", description = "Les nombres, tous espaces confondus")
  @APIResponse(responseCode = "401", description = "Sans jeton valide",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "403", description = "Rôle qui ne le pourra jamais",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  public ListerPortefeuille.Reperes reperes() {
    return portefeuille.reperes();
  }

  @GET
  @Path("maitres-ouvrage")
  @Operation(operationId = "espacesDuPortefeuille", summary = "Les espaces qui me sont ouverts aujourd'hui, jusqu'à quand, et ce qu'il y reste à faire")
  @APIResponse(responseCode = "200", description = "Une page d'espaces, par nom")
  @APIResponse(responseCode = "400", description = "Demande mal formée",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "401", description = "Sans jeton valide",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(responseCode = "403", description = "Rôle qui ne le pourra jamais",
      content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  public Page<ListerPortefeuille.EspaceOuvert> maitresOuvrage(@BeanParam PageQuery page) {
    var p = page.pagination();
    var tous = portefeuille.espacesOuverts();
    return new Page<>(tous.stream().skip(p.debut()).limit(p.taille()).toList(), tous.size(), p.page(), p.taille());
  }
}
