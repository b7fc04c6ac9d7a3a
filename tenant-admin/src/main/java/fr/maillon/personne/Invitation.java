package fr.maillon.personne;

import fr.maillon.envoi.Sujet;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Quelqu'un qu'on attend dans un espace, avec un droit. Une seule court par personne et par espace.
 */
@Entity
@Table(schema = "plateforme", name = "invitation")
class Invitation extends Attente {
  static final String SUJET = "invitation";

  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Enumerated(EnumType.STRING)
  Droit droit;

  boolean export;

  @Column(name = "par_titre")
  String parTitre;

  Invitation() {}

  Invitation(
      UUID espace,
      String courriel,
      String nom,
      Droit droit,
      boolean export,
      Identite par,
      String parTitre,
      Instant inviteeLe,
      Instant expireLe) {
    super(courriel, nom, par, inviteeLe, expireLe);
    this.espace = espace;
    this.droit = droit;
    this.export = export;
    this.parTitre = parTitre;
  }

  @Override
  public Sujet sujet() {
    return new Sujet(SUJET, id);
  }
}
