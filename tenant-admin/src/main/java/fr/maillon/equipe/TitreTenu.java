package fr.maillon.equipe;

import fr.maillon.isolation.Titre;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Un titre qu'une personne tient, du jour où il lui est donné au dernier jour. Retiré, il finit la
 * veille : la demande suivante est refusée. Redonné le jour même, la même ligne reprend ; {@link
 * ActeDEquipe} garde les deux gestes.
 */
@Entity
@Table(schema = "plateforme", name = "habilitation")
@IdClass(TitreTenu.Cle.class)
class TitreTenu {
  @Id
  @Column(name = "utilisateur_id")
  UUID personne;

  @Id
  @Enumerated(EnumType.STRING)
  Titre titre;

  @Id LocalDate du;
  LocalDate au;

  record Cle(UUID personne, Titre titre, LocalDate du) {}

  TitreTenu() {}

  TitreTenu(UUID personne, Titre titre, LocalDate du) {
    this.personne = personne;
    this.titre = titre;
    this.du = du;
  }

  void retirer(LocalDate aujourdhui) {
    au = aujourdhui.minusDays(1);
  }

  void reprendre() {
    au = null;
  }
}
