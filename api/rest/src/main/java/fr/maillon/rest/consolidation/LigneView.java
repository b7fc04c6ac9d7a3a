package fr.maillon.rest.consolidation;

import fr.maillon.consolidation.ChiffresAnnee;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Les chiffres d'une année, pour un type de maître d'ouvrage, un espace ou l'ensemble.
 *
 * @param type code du type ; null pour l'ensemble et pour un espace
 */
@Schema(name = "Chiffres", description = "Les chiffres d'une année.")
public record LigneView(
    @Schema(
            description =
                "Code du type de maître d'ouvrage ; AUTRES : plusieurs réunis ; null pour"
                    + " l'ensemble et pour un espace.",
            nullable = true)
        String type,
    @Schema(description = "Les types que réunit la ligne AUTRES ; vide ailleurs.")
        List<String> reunis,
    int annee,
    @Schema(
            description =
                "Marchés dont un lot au moins porte une clause acceptée, engagée dans l'année.")
        int marchesClauses,
    @Schema(description = "Lots qui portent une clause acceptée, engagée dans l'année.")
        int lotsClauses,
    @Schema(description = "Heures dues par les engagements pris dans l'année.")
        BigDecimal heuresDues,
    @Schema(
            description =
                "Heures faites dans l'année, tous engagements, corrections déduites ; null si"
                    + " masqué.",
            nullable = true)
        BigDecimal heuresValidees,
    @Schema(
            description =
                "Heures faites sur les engagements de l'année, quelle que soit l'année où elles"
                    + " l'ont été ; null si masqué.",
            nullable = true)
        BigDecimal heuresRealisees,
    @Schema(
            description =
                "Réalisation des engagements de l'année : heuresRealisees pour 100 heuresDues, à un"
                    + " dixième ; null si masqué ou si rien n'est dû.",
            nullable = true)
        BigDecimal tauxRealisation,
    @Schema(
            description =
                "Personnes distinctes qui ont des heures validées dans l'année ; null si masqué.",
            nullable = true)
        Integer participants,
    @Schema(
            description =
                "Vrai quand le secret statistique cache la ligne, elle-même ou comme complément"
                    + " d'une autre.")
        boolean masque) {

  public static LigneView de(ChiffresAnnee c) {
    return new LigneView(
        c.type(),
        c.reunis(),
        c.annee(),
        c.marchesClauses(),
        c.lotsClauses(),
        c.heuresDues(),
        c.heuresValidees(),
        c.heuresRealisees(),
        c.tauxRealisation(),
        c.participants(),
        c.masque());
  }
}
