package fr.maillon.personne;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Quelqu'un qui a un compte : ce que la plateforme en retient. Un seul par compte de Keycloak, quel
 * que soit le nombre de ses espaces.
 */
@Entity
@Table(schema = "plateforme", name = "utilisateur")
class Personne {
  /** Le « sub » de Keycloak. */
  @Id UUID id;

  String identifiant;
  String nom;
  String courriel;

  Personne() {}

  Personne(UUID id, String identifiant, String nom, String courriel) {
    this.id = id;
    this.identifiant = identifiant;
    this.nom = nom;
    this.courriel = courriel;
  }
}
