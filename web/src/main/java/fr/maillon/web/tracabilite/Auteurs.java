package fr.maillon.web.tracabilite;

import fr.maillon.tracabilite.Identifiants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Ce que {@code <m:auteur>} met à côté d'un nom. Une lecture par personne et par page : une
 * histoire n'a que quelques auteurs.
 */
@Named("auteurs")
@RequestScoped
public class Auteurs {
  private static final UUID MACHINE = new UUID(0, 0);

  @Inject Identifiants identifiants;
  private final Map<UUID, String> lus = new HashMap<>();

  /**
   * Son identifiant ; celui de son compte, s'il n'est plus connu d'ici ; null : Maillon, ou une
   * ligne d'avant qui ne dit pas par quel compte.
   */
  public String identifiant(UUID qui) {
    return qui == null || qui.equals(MACHINE)
        ? null
        : lus.computeIfAbsent(
            qui, id -> identifiants.lire(Set.of(id)).getOrDefault(id, id.toString()));
  }
}
