package fr.maillon.convention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Structure porteuse : l'employeur des facilitateurs. */
@Entity
@Table(schema = "plateforme", name = "structure")
class Structure {
  @Id UUID id;
  String nom;

  @Column(insertable = false, updatable = false)
  String recherche;

  Structure() {}

  Structure(String nom) {
    this.id = UUID.randomUUID();
    this.nom = nom;
  }
}
