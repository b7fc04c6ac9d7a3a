package fr.maillon.choixespace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Un espace qu'une personne garde en tête de sa bascule. */
@Entity
@Table(schema = "plateforme", name = "epingle")
@IdClass(Epingle.Cle.class)
class Epingle {
  @Id
  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID maitreOuvrage;

  Instant le;

  record Cle(UUID utilisateur, UUID maitreOuvrage) {}

  Epingle() {}

  Epingle(UUID utilisateur, UUID maitreOuvrage, Instant le) {
    this.utilisateur = utilisateur;
    this.maitreOuvrage = maitreOuvrage;
    this.le = le;
  }
}
