package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/** Qui a accès à un espace : ce que le centre en compte. Ses droits sont ailleurs. */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "adhesion")
@IdClass(AgentDEspace.Cle.class)
class AgentDEspace {
  @Id
  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Id LocalDate du;
  LocalDate au;

  record Cle(UUID utilisateur, UUID espace, LocalDate du) {}
}
