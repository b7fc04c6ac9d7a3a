package fr.maillon.equipe;

import fr.maillon.isolation.Titre;
import fr.maillon.personne.EtatInvitation;
import fr.maillon.personne.InvitationView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Une invitation dans l'équipe, et où en est ce qui part pour elle.
 *
 * @param titresLibelle les mêmes, en mots
 * @param par qui invite
 * @param expireLe fin du lien
 * @param accepteePar le nom que nous tenons de qui a accepté ; null : personne encore
 * @param accepteeIdentifiant son identifiant de connexion
 * @param envois ce qui part pour elle ; ce qui n'est pas parti dit pourquoi
 * @param aRelancer un envoi manque, ou un nouveau lien peut partir
 * @param annulable la personne n'est pas encore de l'équipe
 */
public record InvitationEquipeView(
    UUID id,
    String nom,
    String courriel,
    List<Titre> titres,
    String titresLibelle,
    EtatInvitation etat,
    String etatLibelle,
    String par,
    Instant inviteeLe,
    Instant expireLe,
    String accepteePar,
    String accepteeIdentifiant,
    Instant accepteeLe,
    List<InvitationView.Envoye> envois,
    boolean aRelancer,
    boolean annulable) {
  public InvitationEquipeView {
    titres = List.copyOf(titres);
    envois = List.copyOf(envois);
  }
}
