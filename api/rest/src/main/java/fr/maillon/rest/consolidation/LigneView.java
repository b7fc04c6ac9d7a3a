package fr.maillon.rest.consolidation;

import fr.maillon.consolidation.ChiffresAnnee;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Les chiffres d'une année, pour un type de maître d'ouvrage, un espace ou l'ensemble.
 *
 * @param type code du type ; null pour l'ensemble et pour un espace
 */
@Schema(name = "Chiffres", description = "Les chiffres d'une année.")
public record LigneView(
    @Schema(description = "Code du type de maître d'ouvrage ; null pour l'ensemble et pour un espace.", nullable = true) String type,
    int annee,
    @Schema(description = "Lots notifiés qui portent une clause acceptée, engagés dans l'année.") int marchesClauses,
    @Schema(description = "Heures des engagements pris dans l'année.") BigDecimal heuresDues,
    @Schema(description = "Heures travaillées dans l'année, validées, corrections déduites ; null si masqué.", nullable = true) BigDecimal heuresValidees,
    @Schema(description = "Heures validées pour 100 heures dues, à un dixième ; null si masqué ou si rien n'est dû.", nullable = true) BigDecimal tauxRealisation,
    @Schema(description = "Personnes distinctes qui ont des heures validées dans l'année ; null si masqué.", nullable = true) Integer participants,
    @Schema(description = "Vrai quand le secret statistique cache la ligne, elle-même ou comme complément d'une autre.") boolean masque) {

  public static LigneView de(ChiffresAnnee c) {
    return new LigneView(c.type(), c.annee(), c.marchesClauses(), c.heuresDues(), c.heuresValidees(), c.tauxRealisation(), c.participants(), c.masque());
  }
}
