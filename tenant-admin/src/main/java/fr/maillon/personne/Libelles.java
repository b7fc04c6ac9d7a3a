package fr.maillon.personne;

import java.time.Instant;

/** L'état d'une invitation, en mots. */
public final class Libelles {
  private Libelles() {}

  public static String invitation(
      EtatInvitation etat, boolean enPanne, Instant expireLe, Instant maintenant) {
    return switch (etat) {
      case EN_ATTENTE ->
          enPanne
              ? "Courriel pas encore parti"
              : maintenant.isBefore(expireLe) ? "En attente de sa réponse" : "Lien expiré";
      case ACCEPTEE -> enPanne ? "Acceptée, compte à finir" : "Acceptée";
      case ECHEC -> "À renvoyer";
      case ANNULEE -> "Annulée";
    };
  }
}
