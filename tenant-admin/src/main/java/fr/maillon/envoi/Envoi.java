package fr.maillon.envoi;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/**
 * Un envoi : posé par un geste, fait, ou en échec jusqu'à ce qu'une personne le relance. Ce qui le
 * mène est un travail ; ici, ce qui est à envoyer, et ce qu'on en lit. Fait, il oublie ce qu'il
 * portait.
 */
@Entity
@Table(schema = "plateforme", name = "envoi")
class Envoi {
  @Id UUID id;

  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Enumerated(EnumType.STRING)
  NatureEnvoi nature;

  String cle;
  String objet;
  String destinataire;
  String corps;
  String lien;

  @Column(name = "lien_libelle")
  String lienLibelle;

  @Column(name = "sujet_type")
  String sujetType;

  @Column(name = "sujet_id")
  UUID sujetId;

  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Enumerated(EnumType.STRING)
  EtatEnvoi etat;

  int tentatives;

  @Column(name = "prochain_essai")
  Instant prochainEssai;

  /** Le dernier demandé : un plus ancien n'y touche plus. */
  @Column(name = "travail_id")
  UUID travail;

  @Column(name = "derniere_erreur")
  String derniereErreur;

  @Column(name = "par_id")
  UUID par;

  @Column(name = "par_titre")
  String parTitre;

  @Column(name = "cree_le")
  Instant creeLe;

  @Column(name = "fini_le")
  Instant finiLe;

  @Version int version;

  Envoi() {}

  Envoi(
      UUID id,
      UUID espace,
      NatureEnvoi nature,
      String cle,
      String objet,
      UUID par,
      String parTitre,
      Instant creeLe) {
    this.id = id;
    this.espace = espace;
    this.nature = nature;
    this.cle = cle;
    this.objet = objet;
    this.par = par;
    this.parTitre = parTitre;
    this.creeLe = creeLe;
    this.etat = EtatEnvoi.A_FAIRE;
    this.prochainEssai = creeLe;
  }

  Envoi vers(String adresse) {
    destinataire = adresse;
    return this;
  }

  Envoi portant(Lettre lettre) {
    corps = lettre.corps();
    lien = lettre.lien();
    lienLibelle = lettre.lienLibelle();
    return this;
  }

  /**
   * @param vise null : aucun
   */
  Envoi pour(Sujet vise, UUID personneVisee) {
    sujetType = vise == null ? null : vise.type();
    sujetId = vise == null ? null : vise.id();
    utilisateur = personneVisee;
    return this;
  }

  Sujet sujet() {
    return sujetType == null ? null : new Sujet(sujetType, sujetId);
  }

  /** Son travail est demandé. */
  Envoi confier(UUID demande) {
    travail = demande;
    return this;
  }

  boolean aFaire() {
    return etat == EtatEnvoi.A_FAIRE;
  }

  boolean ouvert() {
    return aFaire() || etat == EtatEnvoi.ECHEC;
  }

  void essayer() {
    tentatives++;
  }

  void faire(Instant maintenant) {
    finir(EtatEnvoi.FAIT, maintenant);
    derniereErreur = null;
    corps = null;
  }

  void annuler(Instant maintenant) {
    if (ouvert()) {
      finir(EtatEnvoi.ANNULE, maintenant);
      corps = null;
    }
  }

  /** Un autre essai suit. */
  void remettre(String raison, Instant prochain) {
    derniereErreur = raison;
    prochainEssai = prochain;
  }

  /** Nul essai ne suit, tant que personne ne le relance. */
  void echouer(String raison, Instant maintenant) {
    derniereErreur = raison;
    finir(EtatEnvoi.ECHEC, maintenant);
  }

  /** Faux : il est clos. */
  boolean relancer(Instant maintenant) {
    if (!ouvert()) {
      return false;
    }
    etat = EtatEnvoi.A_FAIRE;
    tentatives = 0;
    prochainEssai = maintenant;
    finiLe = null;
    return true;
  }

  private void finir(EtatEnvoi fin, Instant maintenant) {
    etat = fin;
    finiLe = maintenant;
  }
}
