package fr.maillon.isolation;

import java.util.Set;
import java.util.UUID;

/**
 * Qui parle, tel que Keycloak le dit. Ne donne aucun droit par soi-même : la base décide où l'on entre.
 *
 * @param id le « sub » du jeton
 * @param identifiant le nom de connexion
 * @param nom le nom à afficher
 * @param roles les rôles du royaume ({@code agent}, {@code facilitateur}, {@code coordinateur}, {@code administrateur-central})
 */
public record Identite(UUID id, String identifiant, String nom, Set<String> roles) {
  public Identite {
    roles = Set.copyOf(roles);
  }

  public boolean a(String role) {
    return roles.contains(role);
  }
}
