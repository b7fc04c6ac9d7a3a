package fr.maillon.isolation;

import java.util.Set;
import java.util.UUID;

/**
 * Qui parle, tel que Keycloak le dit. Ne donne aucun droit par soi-même : la base décide où l'on
 * entre.
 *
 * @param id le « sub » du jeton
 * @param identifiant le nom de connexion
 * @param nom le nom à afficher
 * @param roles les rôles du royaume ({@code agent}, {@code facilitateur}, {@code coordinateur},
 *     {@code administrateur-central})
 * @param assurance comment elle s'est connectée
 */
public record Identite(
    UUID id, String identifiant, String nom, Set<String> roles, Assurance assurance) {
  public Identite {
    roles = Set.copyOf(roles);
  }

  /** Dont on ne sait pas comment elle s'est connectée. */
  public Identite(UUID id, String identifiant, String nom, Set<String> roles) {
    this(id, identifiant, nom, roles, Assurance.AUCUNE);
  }

  /** La même, connectée ainsi. */
  public Identite avec(Assurance autre) {
    return new Identite(id, identifiant, nom, roles, autre);
  }

  /** La même, sous ces noms. */
  public Identite sous(String autreIdentifiant, String autreNom) {
    return new Identite(id, autreIdentifiant, autreNom, roles, assurance);
  }

  public boolean a(String role) {
    return roles.contains(role);
  }
}
