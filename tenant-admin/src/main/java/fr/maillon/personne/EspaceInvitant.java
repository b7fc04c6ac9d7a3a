package fr.maillon.personne;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Le nom et l'adresse d'un espace, pour l'écrire dans un courriel. Jamais écrit ici. */
@Entity
@Table(schema = "plateforme", name = "maitre_ouvrage")
class EspaceInvitant {
  @Id UUID id;
  String code;
  String nom;
  String etat;
}
