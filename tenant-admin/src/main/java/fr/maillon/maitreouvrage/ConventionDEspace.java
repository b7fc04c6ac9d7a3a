package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/** Une convention d'un espace : ce que le centre en compte. Ses termes sont ailleurs. */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "convention")
class ConventionDEspace {
  @Id UUID id;

  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  LocalDate du;
  LocalDate au;
}
