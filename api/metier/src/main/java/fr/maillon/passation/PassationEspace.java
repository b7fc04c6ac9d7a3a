package fr.maillon.passation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** Un espace d'une passation : ses demandes sont à passer, passées, ou quelque chose l'empêche. */
@Entity
@Table(schema = "plateforme", name = "passation_espace")
@IdClass(PassationEspace.Cle.class)
class PassationEspace {
  enum Etat {
    A_FAIRE,
    FAIT,
    ERREUR
  }

  record Cle(UUID passation, UUID maitreOuvrage) {}

  private static final int LONGUEUR = 500;

  @Id
  @Column(name = "passation_id")
  UUID passation;

  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID maitreOuvrage;

  @Enumerated(EnumType.STRING)
  Etat etat;

  int demandes;
  String erreur;

  PassationEspace() {}

  PassationEspace(UUID passation, UUID maitreOuvrage) {
    this.passation = passation;
    this.maitreOuvrage = maitreOuvrage;
    this.etat = Etat.A_FAIRE;
  }

  void fait(int passees) {
    etat = Etat.FAIT;
    demandes += passees;
    erreur = null;
  }

  /** Réessayer ne servirait à rien tant que quelqu'un n'a pas agi. */
  void empecher(String phrase) {
    erreur = phrase.substring(0, Math.min(LONGUEUR, phrase.length()));
    etat = Etat.ERREUR;
  }

  void reprendre() {
    if (etat == Etat.ERREUR) {
      etat = Etat.A_FAIRE;
    }
  }
}
