package fr.maillon.tache;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Quand une tâche doit passer, et qui la mène. */
@Entity
@Table(schema = "plateforme", name = "tache")
class TacheTenue {
  @Id String nom;
  Instant prochaine;
  Instant bail;
  UUID serveur;

  @Column(name = "finie_le")
  Instant finieLe;

  String faute;

  protected TacheTenue() {}

  TacheTenue(String nom, Instant prochaine) {
    this.nom = nom;
    this.prochaine = prochaine;
  }

  void finir(Instant fin, Instant prochaine, String faute) {
    this.finieLe = fin;
    this.prochaine = prochaine;
    this.faute = faute;
    this.bail = null;
    this.serveur = null;
  }
}
