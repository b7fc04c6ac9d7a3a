package fr.maillon.rest.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import fr.maillon.regle.RegleMetier;
import fr.maillon.tracabilite.ConsulterJournal.Filtre;
import fr.maillon.tracabilite.TitreDeLigne;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Les filtres du journal ; à prendre par {@code @BeanParam}. */
public class FiltreDuJournalQuery {
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
