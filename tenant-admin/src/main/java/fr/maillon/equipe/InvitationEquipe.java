package fr.maillon.equipe;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Titre;
import fr.maillon.personne.EtatInvitation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Quelqu'un qu'on attend dans l'équipe, avec ses titres. Même vie qu'une invitation dans un espace : EN_ATTENTE avec l'envoi qui préparera le
 * compte, COMPTE_PRET quand les titres sont tenus, ECHEC à relancer ou à annuler. Une seule court par adresse.
 */
@Entity
@Table(schema = "plateforme", name = "invitation_equipe")
class InvitationEquipe {
  @Id UUID id;
  String courriel;
  String nom;
  String titres;
  @Enumerated(EnumType.STRING) EtatInvitation etat;
  @Column(name = "utilisateur_id") UUID personne;
  @Column(name = "compte_cree") boolean compteCree;
  @Column(name = "par_id") UUID par;
  @Column(name = "par_nom") String parNom;
  @Column(name = "invitee_le") Instant inviteeLe;
  @Column(name = "expire_le") Instant expireLe;
  @Column(name = "finie_le") Instant finieLe;
  @Version int version;

  InvitationEquipe() {}

  InvitationEquipe(String courriel, String nom, Collection<Titre> titres, Identite par, Instant inviteeLe, Instant expireLe) {
    this.id = UUID.randomUUID();
    this.courriel = courriel;
    this.nom = nom;
    this.titres = TitresDeLEquipe.TOUS.stream().filter(titres::contains).map(Titre::name).collect(Collectors.joining(" "));
    this.par = par.id();
    this.parNom = par.nom();
    this.inviteeLe = inviteeLe;
    this.expireLe = expireLe;
    this.etat = EtatInvitation.EN_ATTENTE;
  }

  Set<Titre> titres() {
    return Arrays.stream(titres.split(" ")).map(Titre::valueOf).collect(Collectors.toCollection(() -> EnumSet.noneOf(Titre.class)));
  }

  boolean court() {
    return etat == EtatInvitation.EN_ATTENTE || etat == EtatInvitation.ECHEC;
  }

  /** Keycloak a rendu ce compte. */
  void reconnaitre(UUID compte, boolean cree) {
    personne = compte;
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
