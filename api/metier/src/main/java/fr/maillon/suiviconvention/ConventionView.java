package fr.maillon.suiviconvention;

import fr.maillon.assistance.ServiceAssistance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Une convention et sa vie.
 *
 * @param fin dernier jour, avenants à venir compris
 * @param termes ceux d'aujourd'hui
 * @param signes ceux de la signature
 * @param annee consommation de l'année civile en cours
 * @param version à rendre avec un avenant
 */
public record ConventionView(
    UUID id,
    String numero,
    MaitreOuvrageAssiste maitreOuvrage,
    String structure,
    LocalDate du,
    LocalDate fin,
    EtatConvention etat,
    String etatLibelle,
    Long joursRestants,
    TermesView termes,
    TermesView signes,
    List<AvenantView> avenants,
    List<AffectationView> affectations,
    AnneeView annee,
    List<AnneeView> annees,
    UUID signeeParId,
    String signeePar,
    Instant signeeLe,
    int version) {

  /**
   * @param codes vide : tous les services
   * @param quota null : sans limite
   */
  public record TermesView(
      LocalDate au, Set<ServiceAssistance> codes, List<String> services, Integer quota) {}

  /**
   * @param etat À venir, En vigueur ou Remplacé
   */
  public record AvenantView(
      int numero,
      LocalDate effet,
      TermesView termes,
      String objet,
      String etat,
      UUID signeParId,
      String signePar,
      Instant signeLe) {}

  /**
   * Demandes faites sous la convention dans une année civile, annulées avant prise en charge
   * exceptées.
   *
   * @param auDelaDuQuota parmi elles
   */
  public record AnneeView(int annee, long demandes, long auDelaDuQuota) {}
}
