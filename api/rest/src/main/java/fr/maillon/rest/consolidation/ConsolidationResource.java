package fr.maillon.rest.consolidation;

import fr.maillon.consultationconsolidee.ConsulterConsolidation;
import fr.maillon.consultationconsolidee.ConsulterConsolidation.Tableau;
import fr.maillon.consultationconsolidee.ExportConsolidation;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.rest.ListeRest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Consolidation")
public class ConsolidationResource {
  @Inject ConsulterConsolidation consulter;
  @Inject Clock horloge;

  /**
   * @param ensemble la ligne de tous les types ; null quand l'année n'a rien
   * @param arreteAu dernier jour compté ; rien d'écrit depuis ne paraît ; null : aucun mois n'est
   *     encore arrêté
   * @param retenu un mois a été arrêté depuis, sans que ces chiffres changent : trop peu y a été
   *     écrit
   * @param bases ce que mesure chaque chiffre, et sur quelle base
   */
  public record ConsolidationView(
      List<LigneView> elements,
      int total,
      int page,
      int taille,
      int annee,
      String axe,
      LocalDate arreteAu,
      boolean retenu,
      LigneView ensemble,
      Map<String, String> bases) {}

  /**
   * @param elements de la plus récente à la plus ancienne
   */
  public record AnneesView(List<Integer> elements, int total, int page, int taille) {}

  /**
   * @param ecarts nombre de cumuls d'une année qui ne disent pas ce que dit le recalcul
   */
  public record EcartView(int annee, int ecarts) {}

  /**
   * @param identique vrai quand le recalcul complet donne les mêmes nombres
   */
  @Schema(name = "ConsolidationResourceVerificationView")
  public record VerificationView(boolean identique, List<EcartView> ecarts) {}

  @GET
  @Path("consolidation")
  @Operation(
      operationId = "consolidation",
      summary = "Les chiffres d'une année, par axe, et leur total",
      description =
          "Tels qu'arrêtés à la fin du dernier mois fini (« arreteAu »). Le secret statistique est"
              + " appliqué : « masque » dit une ligne cachée. Les personnes sont comptées une fois"
              + " : les lignes ne s'additionnent pas. La ligne AUTRES réunit les types trop minces"
              + " pour paraître seuls. Codes de refus : axe-inconnu, annee-invalide.")
  @APIResponse(
      responseCode = "200",
      description = "Une ligne par type de maître d'ouvrage, et l'ensemble")
  public ConsolidationView consolidation(
      @QueryParam("annee") @Parameter(description = "Année ; celle d'aujourd'hui par défaut.")
          String annee,
      @QueryParam("axe")
          @Parameter(
              description = "Axe des lignes.",
              schema =
                  @Schema(
                      enumeration = "TYPE_MAITRE_OUVRAGE",
                      defaultValue = "TYPE_MAITRE_OUVRAGE"))
          String axe) {
    var t = tableau(annee, axe);
    var lignes = t.lignes().stream().map(LigneView::de).toList();
    return new ConsolidationView(
        lignes,
        lignes.size(),
        1,
        Math.max(lignes.size(), 1),
        t.annee(),
        t.axe().name(),
        t.arreteAu(),
        t.retenu(),
        t.ensemble() == null ? null : LigneView.de(t.ensemble()),
        ExportConsolidation.BASES);
  }

  @GET
  @Path("consolidation.csv")
  @Produces(ListeRest.CSV)
  @Operation(
      operationId = "consolidationCsv",
      summary = "Le même tableau en CSV (UTF-8, point-virgule) ; « s. » : secret statistique")
  @APIResponse(responseCode = "200", description = "Le fichier")
  public Response csv(@QueryParam("annee") String annee, @QueryParam("axe") String axe) {
    var t = tableau(annee, axe);
    return fichier(FormatDeFichier.CSV, t);
  }

  @GET
  @Path("consolidation.xlsx")
  @Produces(ListeRest.XLSX)
  @Operation(
      operationId = "consolidationXlsx",
      summary = "Le même tableau en XLSX, avec de vrais nombres ; « s. » : secret statistique")
  @APIResponse(responseCode = "200", description = "Le fichier")
  public Response xlsx(@QueryParam("annee") String annee, @QueryParam("axe") String axe) {
    var t = tableau(annee, axe);
    return fichier(FormatDeFichier.XLSX, t);
  }

  @GET
  @Path("consolidation/annees")
  @Operation(operationId = "consolidationAnnees", summary = "Les années qui ont des chiffres")
  @APIResponse(responseCode = "200", description = "Les années, la plus récente d'abord")
  public AnneesView annees() {
    var annees = consulter.annees();
    return new AnneesView(annees, annees.size(), 1, Math.max(annees.size(), 1));
  }

  @GET
  @Path("consolidation/verification")
  @Operation(
      operationId = "verifierConsolidation",
      summary =
          "Recalculer tous les cumuls depuis le registre des heures et les engagements, et"
              + " comparer")
  @APIResponse(responseCode = "200", description = "Identique, ou les écarts par année")
  public VerificationView verification() {
    var ecarts = consulter.ecarts();
    return new VerificationView(
        ecarts.isEmpty(),
        ecarts.entrySet().stream().map(e -> new EcartView(e.getKey(), e.getValue())).toList());
  }

  private Tableau tableau(String annee, String axe) {
    return consulter.executer(Annee.lire(annee, LocalDate.now(horloge).getYear()), axe);
  }

  private static Response fichier(FormatDeFichier format, Tableau t) {
    return Response.ok(
            (StreamingOutput) sortie -> ExportConsolidation.ecrire(format, t, sortie),
            format.type())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"consolidation-" + t.annee() + format.suffixe() + "\"")
        .build();
  }
}
