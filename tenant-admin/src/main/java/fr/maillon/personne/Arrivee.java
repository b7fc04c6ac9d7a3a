package fr.maillon.personne;

import fr.maillon.envoi.Lettre;

/**
 * Ce qu'une invitation ouvre : un espace, ou l'équipe. Tout le reste, le secret, le compte,
 * l'acceptation, est le même pour les deux. Appelé sous le périmètre du système, dans une
 * transaction.
 *
 * @param <A> les invitations de cette sorte
 */
public interface Arrivee<A extends Attente> {
  Class<A> sorte();

  /** Celle que ce secret ouvre, par son empreinte ; null : aucune. */
  A parEmpreinte(String empreinte);

  Accueil accueil(A invitation);

  /**
   * @param lien chemin qui porte le secret
   */
  Lettre lettre(A invitation, String lien);

  /** Le groupe de Keycloak où naît un compte neuf. */
  String groupe();

  /** La personne entre, avec ce que son invitation annonce. */
  void entrer(A invitation, Comptes.Compte compte, boolean neuf);

  /**
   * Ce qu'on montre à qui a le lien.
   *
   * @param par qui invite
   * @param ou où, en suite de phrase : « l'espace de la Ville de Lyon »
   * @param quoi avec quel droit
   * @param suite la première page, une fois entré
   */
  record Accueil(String par, String ou, String quoi, String suite) {}
}
