package fr.maillon.rest.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import fr.maillon.rest.Mots;
import fr.maillon.tracabilite.ConsulterJournal.Filtre;
import fr.maillon.tracabilite.TitreDeLigne;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Les filtres du journal ; à prendre par {@code @BeanParam}. */
public class FiltreDuJournalQuery {
  @QueryParam("du")
  @Parameter(
      description = "Premier jour, heure de Paris.",
      schema = @Schema(type = SchemaType.STRING, format = "date"))
  String du;

  @QueryParam("au")
  @Parameter(
      description = "Dernier jour, compris.",
      schema = @Schema(type = SchemaType.STRING, format = "date"))
  String au;

  @QueryParam("nature")
  @Parameter(schema = @Schema(implementation = NatureDeLigne.class))
  String nature;

  @QueryParam("titre")
  @Parameter(
      description = "À quel titre la personne agissait.",
      schema = @Schema(implementation = TitreDeLigne.class))
  String titre;

  @QueryParam("personne")
  @Parameter(
      description = "Qui a agi, ou pour qui le support est entré.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  String personne;

  Filtre filtre() {
    return new Filtre(
        Mots.jour("du", du),
        Mots.jour("au", au),
        Mots.mot(NatureDeLigne.class, "nature", nature),
        Mots.mot(TitreDeLigne.class, "titre", titre),
        Mots.identifiant("personne", personne));
  }
}
