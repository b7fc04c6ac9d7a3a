package fr.maillon.maitreouvrage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Un établissement dont l'espace prend les marchés. Un SIRET n'est tenu que par un espace qui n'est
 * pas fermé.
 */
@Entity
@Table(schema = "plateforme", name = "maitre_ouvrage_siret")
@IdClass(SiretEspace.Cle.class)
class SiretEspace {
  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Id String siret;

  SiretEspace() {}

  SiretEspace(UUID espace, String siret) {
    this.espace = espace;
    this.siret = siret;
  }

  record Cle(UUID espace, String siret) {}
}
