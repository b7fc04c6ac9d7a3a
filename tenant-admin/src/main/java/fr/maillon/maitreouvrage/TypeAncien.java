package fr.maillon.maitreouvrage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Le type qu'un espace avait jusqu'à une année comprise. La base refuse de changer le type d'un
 * espace sans cette ligne : en changer puis relire rendrait, par différence, ses chiffres.
 */
@Entity
@Table(schema = "plateforme", name = "type_ancien")
@IdClass(TypeAncien.Cle.class)
class TypeAncien {
  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Id int annee;

  @Enumerated(EnumType.STRING)
  TypeEspace type;

  TypeAncien() {}

  TypeAncien(UUID espace, int annee, TypeEspace type) {
    this.espace = espace;
    this.annee = annee;
    this.type = type;
  }

  record Cle(UUID espace, int annee) {}
}
