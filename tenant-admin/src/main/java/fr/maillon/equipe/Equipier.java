package fr.maillon.equipe;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Le compte d'un membre de l'équipe, présent ou passé. Ajouté à son arrivée, jamais changé. */
@Entity
@Table(schema = "plateforme", name = "utilisateur")
class Equipier {
  /** Le « sub » de Keycloak. */
  @Id UUID id;

  String identifiant;
  String nom;
  String courriel;

  Equipier() {}

  Equipier(UUID id, String identifiant, String nom, String courriel) {
    this.id = id;
    this.identifiant = identifiant;
    this.nom = nom;
    this.courriel = courriel;
  }
}
