package fr.maillon.consultationconsolidee;

import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consolidation.Consolidation;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.saisie.FiltreIncompris;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Lit une année consolidée. Aucune ligne d'un espace n'est lue : la seconde source de données ne
 * montre que des agrégats.
 */
@ApplicationScoped
public class ConsulterConsolidation {
  /**
   * @param lignes une par valeur de l'axe
   * @param ensemble la ligne de toutes ; null quand l'année n'a rien
   * @param arreteAu dernier jour compté ; null : aucun mois n'est encore arrêté
   * @param retenu un mois a été arrêté depuis, mais trop peu y a été écrit : la différence ferait
   *     connaître un maître d'ouvrage ou une personne
   */
  public record Tableau(
      int annee,
      Axe axe,
      List<ChiffresAnnee> lignes,
      ChiffresAnnee ensemble,
      LocalDate arreteAu,
      boolean retenu) {
    public Tableau {
      lignes = List.copyOf(lignes);
    }

    public boolean masque() {
      return lignes.stream().anyMatch(ChiffresAnnee::masque);
    }
  }

  @Inject Consolidation consolidation;

  /**
   * @param axe nom d'un {@link Axe} ; null ou vide : par type
   * @throws RegleMetier {@code axe-inconnu}
   */
  @LectureCentre
  public Tableau executer(int annee, String axe) {
    var choisi =
        axe == null || axe.isBlank()
            ? Axe.TYPE_MAITRE_OUVRAGE
            : Arrays.stream(Axe.values())
                .filter(a -> a.name().equals(axe.strip()))
                .findFirst()
                .orElseThrow(
                    () ->
                        new FiltreIncompris(
                            "axe-inconnu",
                            "axe",
                            "Un axe est l'un de " + Arrays.toString(Axe.values()) + "."));
    var tout = consolidation.parType(annee);
    var dernier = consolidation.arreteAu().orElse(null);
    var publie = consolidation.publieAu(annee).orElse(dernier);
    return new Tableau(
        annee,
        choisi,
        tout.stream().filter(c -> !c.total()).toList(),
        tout.stream().filter(ChiffresAnnee::total).findFirst().orElse(null),
        publie,
        dernier != null && publie.isBefore(dernier));
  }

  /** Les années qui ont des chiffres, la plus récente d'abord. */
  @LectureCentre
  public List<Integer> annees() {
    return consolidation.annees();
  }

  /** Écarts entre les cumuls et un recalcul complet, par année ; vide : tout est identique. */
  @LectureCentre
  public SortedMap<Integer, Integer> ecarts() {
    return consolidation.ecarts();
  }
}
