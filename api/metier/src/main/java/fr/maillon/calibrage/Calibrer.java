package fr.maillon.calibrage;

import fr.maillon.grille.Grilles;
import fr.maillon.grille.LigneGrilleView;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Calcule par F1 les heures d'insertion de plusieurs lots, sans rien écrire. Chaque lot est arrondi
 * à l'heure, puis les heures des lots sont additionnées : le total est celui que les lots, engagés
 * séparément, devront vraiment.
 */
@ApplicationScoped
public class Calibrer {
  @Inject Grilles grilles;
  @Inject Clock horloge;

  /**
   * @param tauxInsertion de 0 à 1, le même pour tous les lots
   */
  @Schema(name = "Calibrer")
  public record Command(
      @NotNull(message = "Donnez le taux d'insertion.") BigDecimal tauxInsertion,
      @NotEmpty(message = "Donnez au moins un lot.")
          @Size(max = 200, message = "Au plus 200 lots à la fois.")
          List<@NotNull(message = "Un lot est vide.") @Valid Lot> lots) {}

  /**
   * @param grille code de la grille de référence, qui fournit la part et le coût qui ne sont pas
   *     donnés
   */
  public record Lot(
      @NotNull(message = "Donnez le montant hors taxes.") BigDecimal montantHt,
      BigDecimal partMainOeuvre,
      BigDecimal coutHoraire,
      String grille) {}

  /**
   * @param total somme des heures arrondies des lots
   */
  public record Resultat(List<LotCalibre> lots, long total) {}

  /**
   * @param heuresExactes avant l'arrondi à l'heure, montrées à deux décimales
   * @param heures arrondies à l'heure, demi vers le haut
   * @param grille code de la ligne utilisée, s'il y en a une ; la suite vient d'elle, sauf valeur
   *     donnée
   */
  public record LotCalibre(
      BigDecimal heuresExactes,
      long heures,
      String grille,
      String source,
      BigDecimal partMainOeuvre,
      BigDecimal coutHoraire) {}

  /**
   * @throws RegleMetier {@code hors-bornes}, {@code valeur-manquante} ou {@code grille-inconnue},
   *     avec le champ ({@code lots[0].coutHoraire})
   */
  @Transactional
  public Resultat executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var codes =
        c.lots().stream()
            .map(Lot::grille)
            .filter(Objects::nonNull)
            .filter(g -> !g.isBlank())
            .collect(Collectors.toSet());
    var le = LocalDate.now(horloge);
    return calculer(c, grilles.enVigueur(codes, le), le);
  }

  static Resultat calculer(Command c, Map<String, LigneGrilleView> grille, LocalDate le) {
    Bornes.proportion("tauxInsertion", "Le taux d'insertion", c.tauxInsertion());
    var lots =
        IntStream.range(0, c.lots().size())
            .mapToObj(i -> lot(i, c.lots().get(i), c.tauxInsertion(), grille, le))
            .toList();
    return new Resultat(
        lots, lots.stream().mapToLong(LotCalibre::heures).reduce(0, Math::addExact));
  }

  private static LotCalibre lot(
      int rang, Lot lot, BigDecimal taux, Map<String, LigneGrilleView> grille, LocalDate le) {
    var prefixe = "lots[" + rang + "].";
    LigneGrilleView ligne = null;
    if (lot.grille() != null && !lot.grille().isBlank()) {
      ligne = grille.get(lot.grille());
      if (ligne == null) {
        throw Grilles.inconnue(prefixe + "grille", lot.grille(), le);
      }
    }
    var part =
        lot.partMainOeuvre() == null && ligne != null
            ? ligne.partMainOeuvre()
            : lot.partMainOeuvre();
    var cout = lot.coutHoraire() == null && ligne != null ? ligne.coutHoraire() : lot.coutHoraire();
    try {
      var calcul = new ParMontant(lot.montantHt(), part, taux, cout);
      return ligne == null
          ? new LotCalibre(
              calcul.heures(2), calcul.heures().longValueExact(), null, null, null, null)
          : new LotCalibre(
              calcul.heures(2),
              calcul.heures().longValueExact(),
              ligne.code(),
              ligne.source(),
              part,
              cout);
    } catch (RegleMetier e) {
      throw new RegleMetier(e.code(), prefixe + e.champ(), e.getMessage());
    }
  }
}
