package fr.maillon.rest.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import fr.maillon.journal.VerifierJournal;
import fr.maillon.liste.Page;
import fr.maillon.regle.RegleMetier;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
import fr.maillon.tracabilite.ConsulterJournal;
import fr.maillon.tracabilite.ConsulterJournal.Filtre;
import fr.maillon.tracabilite.ConsulterJournal.LigneView;
import fr.maillon.tracabilite.ExporterJournal;
import fr.maillon.tracabilite.TitreDeLigne;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Journal")
public class JournalResource {
  @Inject ConsulterJournal consulter;
  @Inject ExporterJournal exporter;
  @Inject VerifierJournal verifier;

  /** Les filtres du journal ; à prendre par {@code @BeanParam}. */
  public static class FiltreQuery {
    @QueryParam("du")
    @Parameter(description = "Premier jour, heure de Paris.", schema = @Schema(type = SchemaType.STRING, format = "date"))
    String du;

    @QueryParam("au")
    @Parameter(description = "Dernier jour, compris.", schema = @Schema(type = SchemaType.STRING, format = "date"))
    String au;

    @QueryParam("nature")
    @Parameter(schema = @Schema(implementation = NatureDeLigne.class))
    String nature;

    @QueryParam("titre")
    @Parameter(description = "À quel titre la personne agissait.", schema = @Schema(implementation = TitreDeLigne.class))
    String titre;

    @QueryParam("personne")
    @Parameter(description = "Qui a agi, ou pour qui le support est entré.", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    String personne;

    Filtre filtre() {
      return new Filtre(jour("du", du), jour("au", au), mot(NatureDeLigne.class, "nature", nature), mot(TitreDeLigne.class, "titre", titre), identifiant());
    }

    private UUID identifiant() {
      try {
        return personne == null || personne.isBlank() ? null : UUID.fromString(personne.strip());
      } catch (IllegalArgumentException e) {
        throw new RegleMetier("filtre-inconnu", "personne", "« personne » est l'identifiant d'une personne du journal.");
      }
    }

    private static LocalDate jour(String champ, String texte) {
      try {
        return texte == null || texte.isBlank() ? null : LocalDate.parse(texte.strip());
      } catch (DateTimeException e) {
        throw new RegleMetier("filtre-inconnu", champ, "« " + champ + " » est une date AAAA-MM-JJ.");
      }
    }

    private static <E extends Enum<E>> E mot(Class<E> type, String champ, String texte) {
      if (texte == null || texte.isBlank()) {
        return null;
      }
      return Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equals(texte.strip().toUpperCase(Locale.ROOT))).findFirst()
          .orElseThrow(() -> new RegleMetier("filtre-inconnu", champ, "« " + champ + " » est l'un de " + Arrays.toString(type.getEnumConstants()) + "."));
    }
  }

  @GET
  @Path("journal")
  @Operation(operationId = "consulterJournal", summary = "Qui est entré dans l'espace, quand, par quelle convention, ce qui a changé ou est sorti ; du plus récent au plus ancien",
      description = "Réservé aux référents et aux administrateurs de l'espace. « phrase » dit l'acte au passé, sans sujet. Codes de refus : filtre-inconnu, periode-inversee.")
  @APIResponse(responseCode = "200", description = "Une page de lignes")
  @APIResponse(responseCode = "422", description = "Filtre refusé, avec son code", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  public Page<LigneView> lister(@PathParam("code") String code, @BeanParam FiltreQuery filtre, @BeanParam PageQuery page) {
    return consulter.executer(filtre.filtre(), page.pagination());
  }

  @GET
  @Path("journal.csv")
  @Produces("text/csv")
  @Operation(operationId = "telechargerJournal", summary = "Les mêmes lignes en CSV (UTF-8, points-virgules) ; cette sortie y laisse la sienne",
      description = "Demande le droit d'export, à part de tous les autres.")
  @APIResponse(responseCode = "200", description = "Le fichier", content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "422", description = "Filtre refusé, avec son code", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
  public Response csv(@PathParam("code") String code, @BeanParam FiltreQuery filtre) {
    var voulu = filtre.filtre();
    exporter.commencer(voulu);
    return Response.ok((StreamingOutput) sortie -> exporter.ecrire(voulu, sortie), "text/csv; charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"journal-" + code + ".csv\"").build();
  }

  @GET
  @Path("journal/verification")
  @Operation(operationId = "verifierJournal", summary = "Relire toute la chaîne du journal : rien ne manque, rien n'a changé",
      description = "Notez « tete » et « dernier » : si une vérification ultérieure ne retrouve pas cette empreinte à ce rang, le journal a été récrit.")
  @APIResponse(responseCode = "200", description = "Intacte, ou le premier rang fautif")
  public VerifierJournal.VerificationView verification(@PathParam("code") String code) {
    return verifier.executer();
  }
}
