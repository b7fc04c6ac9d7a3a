package fr.maillon.saisiegardee;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Un formulaire envoyé quand la session avait pris fin, tel qu'il l'a été. */
@Entity
@Table(schema = "plateforme", name = "saisie_gardee")
@IdClass(SaisieGardee.Cle.class)
class SaisieGardee {
  @Id
  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Id String adresse;
  String contenu;
  Instant le;

  record Cle(UUID utilisateur, String adresse) {}

  SaisieGardee() {}

  SaisieGardee(UUID utilisateur, String adresse, String contenu, Instant le) {
    this.utilisateur = utilisateur;
    this.adresse = adresse;
    this.contenu = contenu;
    this.le = le;
  }
}
