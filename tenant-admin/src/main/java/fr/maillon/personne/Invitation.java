package fr.maillon.personne;

import fr.maillon.isolation.Droit;
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
 * Quelqu'un qu'on attend dans un espace, avec un droit. Posée EN_ATTENTE avec l'envoi qui préparera le compte ; COMPTE_PRET quand la
 * personne est de l'espace. En ECHEC quand le compte n'a pu l'être : on réessaie, ou on annule. Une seule court par personne et par espace.
 */
@Entity
@Table(schema = "plateforme", name = "invitation")
class Invitation {
  @Id UUID id;
  @Column(name = "maitre_ouvrage_id") UUID espace;
  String courriel;
  String nom;
  @Enumerated(EnumType.STRING) Droit droit;
  boolean export;
  @Enumerated(EnumType.STRING) EtatInvitation etat;
  @Column(name = "utilisateur_id") UUID utilisateur;
  @Column(name = "compte_cree") boolean compteCree;
  @Column(name = "par_id") UUID par;
  @Column(name = "par_nom") String parNom;
  @Column(name = "par_titre") String parTitre;
  @Column(name = "invitee_le") Instant inviteeLe;
  @Column(name = "expire_le") Instant expireLe;
  @Column(name = "finie_le") Instant finieLe;
  @Version int version;

  Invitation() {}

  Invitation(UUID id, UUID espace, String courriel, String nom, Droit droit, boolean export, UUID par, String parNom, String parTitre, Instant inviteeLe, Instant expireLe) {
    this.id = id;
    this.espace = espace;
    this.courriel = courriel;
    this.nom = nom;
    this.droit = droit;
    this.export = export;
    this.par = par;
    this.parNom = parNom;
    this.parTitre = parTitre;
    this.inviteeLe = inviteeLe;
    this.expireLe = expireLe;
    this.etat = EtatInvitation.EN_ATTENTE;
  }

  boolean court() {
    return etat == EtatInvitation.EN_ATTENTE || etat == EtatInvitation.ECHEC;
  }

  /** Keycloak a rendu ce compte. */
  void reconnaitre(UUID compte, boolean cree) {
    utilisateur = compte;
    compteCree |= cree;
  }

  void aboutir(Instant maintenant) {
    etat = EtatInvitation.COMPTE_PRET;
    finieLe = maintenant;
  }

  void echouer() {
    etat = EtatInvitation.ECHEC;
  }

  void relancer(Instant expire) {
    etat = EtatInvitation.EN_ATTENTE;
    expireLe = expire;
  }

  /** Un nouveau lien part. */
  void prolonger(Instant expire) {
    expireLe = expire;
  }

  void annuler(Instant maintenant) {
    etat = EtatInvitation.ANNULEE;
    finieLe = maintenant;
  }
}
