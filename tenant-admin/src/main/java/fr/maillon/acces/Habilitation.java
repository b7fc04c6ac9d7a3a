package fr.maillon.acces;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Ce qu'une personne peut être, de telle date à telle date. Tenue par l'administration centrale.
 */
@Entity
@Table(schema = "plateforme", name = "habilitation")
@IdClass(Habilitation.Cle.class)
class Habilitation {
  @Id
  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Id String titre;
  @Id LocalDate du;
  LocalDate au;

  record Cle(UUID utilisateur, String titre, LocalDate du) {}
}
