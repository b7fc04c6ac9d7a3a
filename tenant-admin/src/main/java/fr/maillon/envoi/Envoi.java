package fr.maillon.envoi;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Un envoi : posé par un geste, pris sous bail par qui le mène, puis fait, ou remis à plus tard, de
 * plus en plus tard. Après {@link #ESSAIS} essais il est en échec et le reste jusqu'à ce qu'une
 * personne le relance. Fait, il oublie ce qu'il portait.
 */
@Entity
@Table(schema = "plateforme", name = "envoi")
class Envoi {
  /** Environ trois heures et demie entre le premier et le dernier. */
  static final int ESSAIS = 12;

  /** Plus qu'un envoi ne peut durer, délais du réseau compris. */
  static final Duration BAIL = Duration.ofMinutes(2);

  private static final Duration ATTENTE_MAXIMUM = Duration.ofHours(1);

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

  @Column(name = "invitation_id")
  UUID invitation;

  /** L'invitation dans l'équipe qui le cause ; il n'est alors d'aucun espace. */
  @Column(name = "invitation_equipe_id")
  UUID invitationEquipe;

  /** Le changement d'adresse qui le cause, dans un espace ou au centre. */
  @Column(name = "changement_id")
  UUID changement;

  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Enumerated(EnumType.STRING)
  EtatEnvoi etat;

  int tentatives;

  @Column(name = "prochain_essai")
  Instant prochainEssai;

  @Column(name = "reserve_jusqu_a")
  Instant reserveJusquA;

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

  Envoi pour(UUID invitationVisee, UUID personneVisee) {
    if (espace == null) {
      invitationEquipe = invitationVisee;
    } else {
      invitation = invitationVisee;
    }
    utilisateur = personneVisee;
    return this;
  }

  Envoi duChangement(UUID vise, UUID personneVisee) {
    changement = vise;
    utilisateur = personneVisee;
    return this;
  }

  /** Celle d'un espace ou de l'équipe, ou le changement d'adresse ; null : aucune. */
  UUID invitation() {
    return changement != null ? changement : invitation == null ? invitationEquipe : invitation;
  }

  boolean attend(Instant maintenant) {
    return etat == EtatEnvoi.A_FAIRE
        && !prochainEssai.isAfter(maintenant)
        && (reserveJusquA == null || reserveJusquA.isBefore(maintenant));
  }

  void reserver(Instant maintenant) {
    tentatives++;
    reserveJusquA = maintenant.plus(BAIL);
  }

  /** Le bail est-il encore celui qu'on a pris ? Un autre serveur a pu le reprendre. */
  boolean tenuDepuis(int tentative) {
    return etat == EtatEnvoi.A_FAIRE && tentatives == tentative;
  }

  void faire(Instant maintenant) {
    finir(EtatEnvoi.FAIT, maintenant);
    derniereErreur = null;
    corps = null;
  }

  void annuler(Instant maintenant) {
    if (etat == EtatEnvoi.A_FAIRE || etat == EtatEnvoi.ECHEC) {
      finir(EtatEnvoi.ANNULE, maintenant);
      corps = null;
    }
  }

  /**
   * @param sansAppel réessayer ne servirait à rien tant que personne n'a rien changé
   */
  void echouer(String raison, boolean sansAppel, Instant maintenant) {
    derniereErreur = raison;
    reserveJusquA = null;
    if (sansAppel || tentatives >= ESSAIS) {
      finir(EtatEnvoi.ECHEC, maintenant);
    } else {
      prochainEssai = maintenant.plus(attente(tentatives));
    }
  }

  void relancer(Instant maintenant) {
    if (etat == EtatEnvoi.ECHEC || etat == EtatEnvoi.A_FAIRE) {
      etat = EtatEnvoi.A_FAIRE;
      tentatives = 0;
      prochainEssai = maintenant;
      finiLe = null;
    }
  }

  private void finir(EtatEnvoi fin, Instant maintenant) {
    etat = fin;
    reserveJusquA = null;
    finiLe = maintenant;
  }

  /** 5 s, puis le double à chaque essai, une heure au plus. */
  static Duration attente(int tentatives) {
    var attente = Duration.ofSeconds(5L << Math.min(tentatives - 1, 20));
    return attente.compareTo(ATTENTE_MAXIMUM) > 0 ? ATTENTE_MAXIMUM : attente;
  }
}
