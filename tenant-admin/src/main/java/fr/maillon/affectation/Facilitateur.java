package fr.maillon.affectation;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une ligne de la vue {@code plateforme.facilitateur} : qui est facilitateur, de quand à quand.
 * Jamais écrite.
 */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "facilitateur")
@IdClass(Facilitateur.Cle.class)
class Facilitateur {
  @Id
  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Id LocalDate du;
  LocalDate au;

  record Cle(UUID utilisateur, LocalDate du) {}
}
