package fr.maillon.convention;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ce qu'une convention donne à un moment de sa vie.
 *
 * @param au dernier jour
 * @param services codes des services couverts ; vide : tous
 * @param quota demandes comprises par année civile ; null : sans limite
 */
public record Termes(LocalDate au, Set<String> services, Integer quota) {
  public Termes {
    services = Set.copyOf(services);
  }

  public boolean couvre(String service) {
    return services.isEmpty() || services.contains(service);
  }

  /** Deux ensembles de services en ont-ils un en commun ? Vide vaut tous. */
  static boolean communs(Set<String> uns, Set<String> autres) {
    return uns.isEmpty() || autres.isEmpty() || uns.stream().anyMatch(autres::contains);
  }

  static Set<String> lire(String services) {
    return services == null ? Set.of() : new TreeSet<>(Arrays.asList(services.split(" ")));
  }

  static String ecrire(Set<String> services) {
    return services.isEmpty() ? null : String.join(" ", new TreeSet<>(services));
  }
}
