package fr.maillon.rest.convention;

import fr.maillon.affectation.Affecter;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.convention.SignerConvention;
import fr.maillon.liste.Page;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.VersionLue;
import fr.maillon.suiviconvention.ConsulterConvention;
import fr.maillon.suiviconvention.ConventionLigne;
import fr.maillon.suiviconvention.ConventionView;
import fr.maillon.suiviconvention.ListerAffectations;
import fr.maillon.suiviconvention.ListerConventions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les conventions, tenues par l'administration centrale. */
@Path("centre")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Conventions")
public class ConventionsCentreResource {
  /**
   * @param services vide ou absent : tous
   * @param numero absent : le suivant de l'année
   * @param quota demandes par année civile, absent : sans limite
   */
  public record Signature(
      String maitreOuvrage,
      UUID structureId,
      String structureNom,
      String numero,
      LocalDate du,
      LocalDate au,
      Set<ServiceAssistance> services,
      Integer quota) {}

  /** Tous les termes à compter de l'effet, ceux qui ne changent pas compris. */
  public record Avenant(
      LocalDate effet,
      LocalDate au,
      Set<ServiceAssistance> services,
      Integer quota,
      String objet,
      Integer version) {}

  @Inject ListerConventions lister;
  @Inject ConsulterConvention consulter;
  @Inject SignerConvention signer;
  @Inject Affecter affecter;
  @Inject ListerAffectations affectations;

  @GET
  @Path("conventions")
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerConventions",
      summary = "Les conventions, celles qui finissent d'ici 90 jours d'abord",
      description =
          "demandes et auDelaDuQuota comptent l'année civile en cours ; une demande annulée avant"
              + " d'être prise en charge ne compte pas. Code de refus : filtre-inconnu.",
      extensions =
          @Extension(
              name = ListeRest.EXTENSION,
              value = "fr.maillon.suiviconvention.ListerConventions"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de conventions",
      content = @Content(schema = @Schema(implementation = ConventionLigne.class)))
  public Response lister(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(lister, adresse, entetes);
  }

  @POST
  @Path("conventions")
  @Consumes("application/json")
  @Operation(
      operationId = "signerConvention",
      summary = "Signer une convention : elle ouvre l'espace du premier jour au dernier",
      description =
          "Codes de refus : maitre-ouvrage-inconnu, espace-ferme, structure-manquante,"
              + " numero-deja-pris, dates-inversees, conventions-en-conflit.")
  @APIResponse(
      responseCode = "201",
      description = "La convention",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConventionView.class)))
  public Response signer(Signature s, @Context UriInfo uri) {
    var id =
        signer.executer(
            s == null
                ? null
                : new SignerConvention.Command(
                    s.maitreOuvrage(),
                    s.structureId(),
                    s.structureNom(),
                    s.numero(),
                    s.du(),
                    s.au(),
                    noms(s.services()),
                    s.quota()));
    var vue = consulter.executer(id);
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(vue)
        .tag(VersionLue.etag(vue.version()))
        .build();
  }

  @GET
  @Path("conventions/{id}")
  @Operation(
      operationId = "consulterConvention",
      summary = "Une convention : termes d'aujourd'hui, avenants, affectations, consommation")
  @APIResponse(
      responseCode = "200",
      description = "La convention ; ETag est sa version",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConventionView.class)))
  public Response consulter(@PathParam("id") UUID id) {
    return reponse(id);
  }

  @POST
  @Path("conventions/{id}/avenants")
  @Consumes("application/json")
  @Operation(
      operationId = "amenderConvention",
      summary =
          "Signer un avenant : prolonger, écourter, changer les services ou le quota, à compter"
              + " d'un jour",
      description =
          "La version lue vient de If-Match ou du corps. Codes de refus : avenant-passe,"
              + " avenant-desordre, avenant-apres-la-fin, dates-inversees, conventions-en-conflit.")
  @APIResponse(
      responseCode = "200",
      description = "La convention et son avenant",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConventionView.class)))
  public Response amender(@PathParam("id") UUID id, Avenant a, @Context HttpHeaders entetes) {
    signer.amender(
        id,
        a == null
            ? null
            : new SignerConvention.Amendement(
                a.effet(),
                a.au(),
                noms(a.services()),
                a.quota(),
                a.objet(),
                VersionLue.de(entetes, a.version())));
    return reponse(id);
  }

  @POST
  @Path("conventions/{id}/affectations")
  @Consumes("application/json")
  @Operation(
      operationId = "affecterDepuisLeCentre",
      summary = "Affecter un facilitateur sous cette convention",
      description =
          "Codes de refus : hors-convention, pas-facilitateur, affectation-en-double,"
              + " affectation-passee, dates-inversees.")
  @APIResponse(
      responseCode = "200",
      description = "La convention et ses affectations",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConventionView.class)))
  public Response affecter(@PathParam("id") UUID id, Affecter.Command c) {
    consulter.executer(id);
    affecter.ouvrir(
        c == null ? null : new Affecter.Command(id, c.facilitateurId(), c.du(), c.au()));
    return reponse(id);
  }

  @GET
  @Path("structures")
  @Operation(operationId = "listerStructures", summary = "Les structures porteuses, par nom")
  @APIResponse(responseCode = "200", description = "Une page de structures")
  public Page<ListerConventions.StructureView> structures(@BeanParam PageQuery page) {
    return lister.structures(page.pagination());
  }

  @GET
  @Path("facilitateurs")
  @Operation(
      operationId = "listerFacilitateursDuCentre",
      summary = "Les facilitateurs d'aujourd'hui, par nom")
  @APIResponse(responseCode = "200", description = "Une page de facilitateurs")
  public Page<ListerAffectations.FacilitateurView> facilitateurs(@BeanParam PageQuery page) {
    return affectations.facilitateurs(page.pagination());
  }

  private Response reponse(UUID id) {
    var vue = consulter.executer(id);
    return Response.ok(vue).tag(VersionLue.etag(vue.version())).build();
  }

  private static Set<String> noms(Set<ServiceAssistance> services) {
    return services == null ? null : services.stream().map(Enum::name).collect(Collectors.toSet());
  }
}
