package fr.maillon.rest.equipe;

import fr.maillon.charge.ConfierDemandes;
import fr.maillon.charge.MesurerCharge;
import fr.maillon.liste.Page;
import fr.maillon.rest.FiltresLus;
import fr.maillon.rest.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * La charge de l'équipe, sur tous les espaces sous convention ; en lecture, et de quoi confier des
 * demandes.
 */
@Path("equipe/charge")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Coordination")
public class ChargeResource {
  /**
   * @param resultats un par demande, dans l'ordre donné
   */
  public record Bilan(List<ConfierDemandes.Resultat> resultats) {}

  @Inject MesurerCharge charge;
  @Inject ConfierDemandes confier;

  @GET
  @Operation(
      operationId = "mesurerCharge",
      summary = "La charge de chaque facilitateur, le plus chargé d'abord",
      description =
          "Des comptes, sans pondération. espaces dit sur combien de maîtres d'ouvrage sous"
              + " convention ils portent.")
  @APIResponse(
      responseCode = "200",
      description = "La charge",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MesurerCharge.Charge.class)))
  public MesurerCharge.Charge lire(
      @QueryParam("maitreOuvrage") @Parameter(description = "Code d'un seul maître d'ouvrage.")
          String maitreOuvrage,
      @BeanParam PageQuery page) {
    return charge.executer(vide(maitreOuvrage), page.pagination());
  }

  @GET
  @Path("demandes")
  @Operation(
      operationId = "demandesDUnFacilitateur",
      summary =
          "Les demandes ouvertes d'un facilitateur, la plus urgente d'abord ; sans lui, celles que"
              + " personne ne suit",
      description = "Code de refus : filtre-inconnu.")
  @APIResponse(
      responseCode = "200",
      description = "Une page de demandes, avec la version à rendre pour les confier")
  public Page<MesurerCharge.DemandeOuverte> demandes(
      @QueryParam("facilitateur") @Parameter(schema = @Schema(format = "uuid")) String facilitateur,
      @QueryParam("maitreOuvrage") @Parameter(description = "Code d'un seul maître d'ouvrage.")
          String maitreOuvrage,
      @BeanParam PageQuery page) {
    return charge.demandes(
        FiltresLus.identifiant("facilitateur", facilitateur),
        vide(maitreOuvrage),
        page.pagination());
  }

  @POST
  @Path("affectations")
  @Consumes("application/json")
  @Operation(
      operationId = "confierDemandes",
      summary = "Confier plusieurs demandes à un facilitateur",
      description =
          "Chacune dans sa transaction : un refus n'empêche pas les autres. Codes dans les"
              + " résultats : introuvable, version-perimee, pas-affecte, deja-suivie,"
              + " etape-impossible, espace-suspendu.")
  @APIResponse(
      responseCode = "200",
      description = "Ce qui est fait et ce qui ne l'est pas",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Bilan.class)))
  public Bilan confier(ConfierDemandes.Command c) {
    return new Bilan(confier.executer(c));
  }

  private static String vide(String texte) {
    return texte == null || texte.isBlank() ? null : texte.strip();
  }
}
