package fr.maillon.web.convention;

import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.suiviconvention.EtatConvention;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Les mots des conventions. Fonctions de page : {@code #{conventions.ton(c.etat())}}. */
@Named("conventions")
@ApplicationScoped
public class Conventions {
  /** Une case à cocher. */
  public record Case(String valeur, String libelle, boolean cochee) {}

  public String ton(EtatConvention etat) {
    return switch (etat) {
      case EN_VIGUEUR -> "ok";
      case BIENTOT_FINIE -> "attention";
      case A_VENIR -> "accent";
      case FINIE -> "";
    };
  }

  /** {@code Calibrage, Rédaction de la clause}, ou {@code Tous}. */
  public String services(Collection<String> libelles) {
    return libelles.isEmpty() ? "Tous" : String.join(", ", libelles);
  }

  /** {@code 12 par an}, ou {@code Sans limite}. */
  public String quota(Integer quota) {
    return quota == null ? "Sans limite" : quota + "\u00a0par an";
  }

  static List<Case> cases(Set<ServiceAssistance> cochees) {
    return Arrays.stream(ServiceAssistance.values())
        .map(s -> new Case(s.name(), s.libelle(), cochees.contains(s)))
        .toList();
  }

  /** Les services cochés d'un formulaire ; un mot inconnu n'est pas une case. */
  static Set<ServiceAssistance> lire(String[] valeurs) {
    var toutes =
        Arrays.stream(ServiceAssistance.values()).collect(Collectors.toMap(Enum::name, s -> s));
    return valeurs == null
        ? Set.of()
        : Arrays.stream(valeurs)
            .filter(toutes::containsKey)
            .map(toutes::get)
            .collect(Collectors.toSet());
  }

  static Set<String> codes(Set<ServiceAssistance> services) {
    return services.stream().map(Enum::name).collect(Collectors.toSet());
  }
}
