package fr.maillon.rest.marche;

import fr.maillon.marche.EtatMarche;
import fr.maillon.marche.ListerMarches.Consideration;
import fr.maillon.marche.ListerMarches.Filtre;
import fr.maillon.marche.Segment;
import fr.maillon.rest.Mots;
import fr.maillon.saisie.FiltreIncompris;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * Les filtres de la liste des marchés ; à prendre par {@code @BeanParam}. Un filtre répété, ou
 * séparé par des virgules, s'élargit.
 */
public class FiltreQuery {
  @QueryParam("q")
  @Parameter(
      description =
          "Mots cherchés dans l'objet, le numéro, les titulaires ; sans accents ni majuscules.")
  String q;

  @QueryParam("annee")
  @Parameter(description = "Année de notification ; plusieurs possibles.")
  List<String> annee;

  @QueryParam("segment")
  @Parameter(
      description = "Segment d'achat ; plusieurs possibles.",
      schema = @Schema(type = SchemaType.ARRAY, implementation = Segment.class))
  List<String> segment;

  @QueryParam("consideration")
  @Parameter(
      description = "Considération sociale ; plusieurs possibles. INCONNUE n'est pas AUCUNE.",
      schema = @Schema(type = SchemaType.ARRAY, implementation = Consideration.class))
  List<String> consideration;

  @QueryParam("etat")
  @Parameter(
      description = "Étape de la vie du marché ; plusieurs possibles.",
      schema = @Schema(type = SchemaType.ARRAY, implementation = EtatMarche.class))
  List<String> etat;

  @QueryParam("montantMin")
  @Parameter(description = "Euros HT, compris.", schema = @Schema(type = SchemaType.NUMBER))
  String montantMin;

  @QueryParam("montantMax")
  @Parameter(description = "Euros HT, compris.", schema = @Schema(type = SchemaType.NUMBER))
  String montantMax;

  Filtre filtre() {
    return new Filtre(
        q,
        valeurs("annee", annee, FiltreQuery::annee),
        valeurs("segment", segment, mot(Segment.class)),
        valeurs("consideration", consideration, mot(Consideration.class)),
        valeurs("etat", etat, mot(EtatMarche.class)),
        montant("montantMin", montantMin),
        montant("montantMax", montantMax));
  }

  private static Integer annee(String texte) {
    return Mots.entier("annee", texte, 1900, 2200);
  }

  private static <E extends Enum<E>> Function<String, E> mot(Class<E> type) {
    return texte -> Enum.valueOf(type, texte.toUpperCase(Locale.ROOT));
  }

  private static <T> Set<T> valeurs(
      String champ, List<String> textes, Function<String, T> lecture) {
    var valeurs = new LinkedHashSet<T>();
    if (textes != null) {
      for (var texte :
          textes.stream()
              .flatMap(t -> Arrays.stream(t.split(",")))
              .map(String::strip)
              .filter(t -> !t.isEmpty())
              .toList()) {
        try {
          valeurs.add(lecture.apply(texte));
        } catch (IllegalArgumentException e) {
          throw new FiltreIncompris(
              "filtre-inconnu",
              champ,
              "« "
                  + (texte.length() > 40 ? texte.substring(0, 40) + "…" : texte)
                  + " » n'est pas une valeur de ce filtre.");
        }
      }
    }
    return valeurs;
  }

  private static BigDecimal montant(String champ, String texte) {
    return Mots.montant(champ, texte);
  }
}
