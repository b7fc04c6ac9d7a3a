package fr.maillon.identite;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/**
 * Quelqu'un qui a un compte, sous le nom et à l'adresse que nous tenons. Un administrateur change
 * le nom ; la personne confirme l'adresse.
 */
@Entity
@Table(schema = "plateforme", name = "utilisateur")
class PersonneNommee {
  /** Le « sub » de Keycloak. */
  @Id UUID id;

  String identifiant;
  String nom;
  String courriel;
  @Version int version;

  void renommer(String nouveau) {
    nom = nouveau;
  }

  void adresser(String adresse, String connexion) {
    courriel = adresse;
    identifiant = connexion;
  }
}
