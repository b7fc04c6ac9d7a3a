package fr.maillon.personne;

import fr.maillon.isolation.Droit;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une personne est d'un espace, avec un droit. Elle y entre par une invitation ; son administrateur
 * change son droit, redit de temps en temps qu'elle est toujours des siens, et la retire : la ligne
 * disparaît, la demande suivante est refusée, le journal de l'espace garde la trace.
 */
@Entity
@Table(schema = "plateforme", name = "adhesion")
@IdClass(Adhesion.Cle.class)
class Adhesion {
  @Id
  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Id LocalDate du;
  LocalDate au;

  @Enumerated(EnumType.STRING)
  Droit droit;

  boolean export;

  @Column(name = "confirmee_le")
  LocalDate confirmeeLe;

  @Version int version;

  record Cle(UUID utilisateur, UUID espace, LocalDate du) {}

  Adhesion() {}

  Adhesion(UUID utilisateur, UUID espace, LocalDate du, Droit droit, boolean export) {
    this.utilisateur = utilisateur;
    this.espace = espace;
    this.du = du;
    this.droit = droit;
    this.export = export;
    this.confirmeeLe = du;
  }

  void changer(Droit nouveau, boolean exporte) {
    droit = nouveau;
    export = exporte;
  }

  void confirmer(LocalDate jour) {
    confirmeeLe = jour;
  }
}
