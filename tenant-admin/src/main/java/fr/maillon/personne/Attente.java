package fr.maillon.personne;

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
 * Quelqu'un qu'on attend, dans un espace ou dans l'équipe. Posée EN_ATTENTE avec l'envoi qui préparera le compte ; COMPTE_PRET quand la
 * personne est arrivée. En ECHEC quand le compte n'a pu l'être : on réessaie, ou on annule.
 */
@MappedSuperclass
public abstract class Attente {
  @Id UUID id;
  String courriel;
  String nom;
  @Enumerated(EnumType.STRING) EtatInvitation etat;
  @Column(name = "utilisateur_id") UUID utilisateur;
  @Column(name = "compte_cree") boolean compteCree;
  @Column(name = "par_id") UUID par;
  @Column(name = "par_nom") String parNom;
  @Column(name = "invitee_le") Instant inviteeLe;
  @Column(name = "expire_le") Instant expireLe;
  @Column(name = "finie_le") Instant finieLe;
  @Version int version;

  protected Attente() {}

  protected Attente(String courriel, String nom, Identite par, Instant inviteeLe, Instant expireLe) {
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

  /** Keycloak a rendu ce compte. */
  public void reconnaitre(UUID compte, boolean cree) {
    utilisateur = compte;
    compteCree |= cree;
  }

  public void aboutir(Instant maintenant) {
    etat = EtatInvitation.COMPTE_PRET;
    finieLe = maintenant;
  }

  public void echouer() {
    etat = EtatInvitation.ECHEC;
  }

  public void relancer(Instant expire) {
    etat = EtatInvitation.EN_ATTENTE;
    expireLe = expire;
  }

  /** Un nouveau lien part. */
  public void prolonger(Instant expire) {
    expireLe = expire;
  }

  public void annuler(Instant maintenant) {
    etat = EtatInvitation.ANNULEE;
    finieLe = maintenant;
  }

  public UUID id() {
    return id;
  }

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
