package fr.maillon.passation;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * La passation d'un portefeuille : décidée par la coordination pour un jour, menée espace par
 * espace ce jour-là, finie quand tous le sont. Un espace qui résiste la laisse à reprendre. Elle ne
 * s'annule pas : on repasse en sens inverse, et l'histoire garde les deux.
 */
@Entity
@Table(schema = "plateforme", name = "passation")
class Passation {
  @Id UUID id;
  UUID de;

  @Column(name = "de_nom")
  String deNom;

  UUID vers;

  @Column(name = "vers_nom")
  String versNom;

  LocalDate effet;

  @Enumerated(EnumType.STRING)
  EtatPassation etat;

  UUID par;

  @Column(name = "par_nom")
  String parNom;

  Instant quand;

  @Column(name = "finie_le")
  Instant finieLe;

  @Version int version;

  Passation() {}

  /**
   * @throws RegleMetier {@code meme-personne}, {@code effet-passe}
   */
  static Passation decider(
      UUID de,
      String deNom,
      UUID vers,
      String versNom,
      LocalDate effet,
      Identite par,
      Instant quand,
      LocalDate aujourdhui) {
    if (de.equals(vers)) {
      throw new RegleMetier(
          "meme-personne",
          "vers",
          "Un transfert va d'une personne à une autre : choisissez quelqu'un d'autre.");
    }
    if (effet.isBefore(aujourdhui)) {
      throw new RegleMetier(
          "effet-passe", "effet", "Un transfert prend effet aujourd'hui ou plus tard.");
    }
    var p = new Passation();
    p.id = UUID.randomUUID();
    p.de = de;
    p.deNom = deNom;
    p.vers = vers;
    p.versNom = versNom;
    p.effet = effet;
    p.etat = EtatPassation.PREVUE;
    p.par = par.id();
    p.parNom = par.nom();
    p.quand = quand;
    return p;
  }

  void finir(boolean sansFaute, Instant instant) {
    etat = sansFaute ? EtatPassation.FAITE : EtatPassation.A_REPRENDRE;
    finieLe = instant;
  }

  /**
   * La suite se fera au nom de qui la reprend.
   *
   * @throws RegleMetier {@code rien-a-reprendre}
   */
  void reprendre(Identite qui) {
    if (etat != EtatPassation.A_REPRENDRE) {
      throw new RegleMetier("rien-a-reprendre", "Rien n'est à reprendre dans ce transfert.");
    }
    etat = EtatPassation.PREVUE;
    finieLe = null;
    par = qui.id();
    parNom = qui.nom();
  }
}
