package fr.maillon.affectation;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Le compte d'un membre de l'équipe, lu pour le nommer. */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "utilisateur")
class MembreEquipe {
  @Id UUID id;
  String identifiant;
  String nom;
}
