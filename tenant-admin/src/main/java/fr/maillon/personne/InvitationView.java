package fr.maillon.personne;

import fr.maillon.isolation.Droit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Une invitation, et où en est ce qui part pour elle.
 *
 * @param par qui invite
 * @param expireLe fin du lien
 * @param accepteePar le nom que nous tenons de qui a accepté ; null : personne encore, ou il n'est
 *     plus de l'espace
 * @param accepteeIdentifiant son identifiant de connexion
 * @param envois ce qui part pour elle ; ce qui n'est pas parti dit pourquoi
 * @param aRelancer un nouveau lien peut partir, ou ce qui a manqué être repris
 * @param annulable la personne n'est pas encore de l'espace
 */
public record InvitationView(
    UUID id,
    String nom,
    String courriel,
    Droit droit,
    String droitLibelle,
    boolean export,
    EtatInvitation etat,
    String etatLibelle,
    String par,
    Instant inviteeLe,
    Instant expireLe,
    String accepteePar,
    String accepteeIdentifiant,
    Instant accepteeLe,
    List<Envoye> envois,
    boolean aRelancer,
    boolean annulable) {
  public InvitationView {
    envois = List.copyOf(envois);
  }

  /**
   * @param etat {@code A_FAIRE}, {@code FAIT}, {@code ECHEC} ou {@code ANNULE}
   * @param tentatives essais faits
   * @param prochainEssai null quand il n'y en aura plus
   * @param erreur ce qui a manqué au dernier essai, en une phrase ; null : rien
   */
  public record Envoye(
      String objet, String etat, int tentatives, Instant prochainEssai, String erreur) {}
}
