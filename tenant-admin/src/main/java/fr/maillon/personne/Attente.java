package fr.maillon.personne;

import fr.maillon.envoi.Sujet;
import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/**
 * Quelqu'un qu'on attend, dans un espace ou dans l'équipe. Son courriel porte un secret, dont seule
 * l'empreinte est gardée : qui l'a, et lui seul, peut accepter, une fois. Un nouvel envoi tire un
 * autre secret, et l'ancien lien ne vaut plus rien.
 */
@MappedSuperclass
public abstract class Attente {
  @Id UUID id;
  String courriel;
  String nom;

  @Enumerated(EnumType.STRING)
  EtatInvitation etat;

  @Column(name = "utilisateur_id")
  UUID utilisateur;

  @Column(name = "compte_cree")
  boolean compteCree;

  @Column(name = "par_id")
  UUID par;

  @Column(name = "par_nom")
  String parNom;

  @Column(name = "invitee_le")
  Instant inviteeLe;

  @Column(name = "expire_le")
  Instant expireLe;

  @Column(name = "finie_le")
  Instant finieLe;

  @Column(name = "secret_empreinte")
  String secretEmpreinte;

  @Column(name = "bail_jusqu_a")
  Instant bailJusquA;

  @Version int version;

  protected Attente() {}

  protected Attente(
      String courriel, String nom, Identite par, Instant inviteeLe, Instant expireLe) {
    this.id = UUID.randomUUID();
    this.courriel = courriel;
    this.nom = nom;
    this.par = par.id();
    this.parNom = par.nom();
    this.inviteeLe = inviteeLe;
    this.expireLe = expireLe;
    this.etat = EtatInvitation.EN_ATTENTE;
  }

  public boolean court() {
    return etat == EtatInvitation.EN_ATTENTE || etat == EtatInvitation.ECHEC;
  }

  /** Un courriel va partir avec ce secret ; l'ancien ne vaut plus. */
  void armer(String empreinte, Instant expire) {
    secretEmpreinte = empreinte;
    expireLe = expire;
    bailJusquA = null;
  }

  /** Elle attend, et son lien n'est pas fini. */
  boolean ouverte(Instant maintenant) {
    return etat == EtatInvitation.EN_ATTENTE && maintenant.isBefore(expireLe);
  }

  boolean libre(Instant maintenant) {
    return bailJusquA == null || bailJusquA.isBefore(maintenant);
  }

  void reserver(Instant fin) {
    bailJusquA = fin;
  }

  void liberer() {
    bailJusquA = null;
  }

  /** Ce compte a accepté. */
  public void reconnaitre(UUID compte, boolean cree) {
    utilisateur = compte;
    compteCree |= cree;
  }

  public void aboutir(Instant maintenant) {
    etat = EtatInvitation.ACCEPTEE;
    finieLe = maintenant;
    bailJusquA = null;
  }

  void echouer() {
    etat = EtatInvitation.ECHEC;
    secretEmpreinte = null;
  }

  /** Un nouveau lien va partir : celui d'avant meurt aussitôt. */
  void relancer(Instant expire) {
    etat = EtatInvitation.EN_ATTENTE;
    secretEmpreinte = null;
    expireLe = expire;
  }

  public void annuler(Instant maintenant) {
    etat = EtatInvitation.ANNULEE;
    secretEmpreinte = null;
    finieLe = maintenant;
  }

  public UUID id() {
    return id;
  }

  /** Ce que disent ses envois. */
  public abstract Sujet sujet();

  public String courriel() {
    return courriel;
  }

  public String nom() {
    return nom;
  }

  public EtatInvitation etat() {
    return etat;
  }

  public boolean compteCree() {
    return compteCree;
  }

  /** Le « sub » de qui seul peut accepter ; null : qui a le secret. */
  protected UUID attendu() {
    return null;
  }

  /** Le « sub » de qui a accepté ; null : personne encore. */
  public UUID utilisateur() {
    return utilisateur;
  }

  public Instant finieLe() {
    return finieLe;
  }

  public UUID par() {
    return par;
  }

  public String parNom() {
    return parNom;
  }

  public Instant inviteeLe() {
    return inviteeLe;
  }

  public Instant expireLe() {
    return expireLe;
  }
}
