package fr.maillon.web.marche;

import fr.maillon.marche.EtatMarche;

/** Les mots des listes fermées, tels qu'une page les écrit. */
final class LibellesDuMarche {
  private LibellesDuMarche() {}

  /** Vrai quand l'objet d'un lot dit déjà son rang. */
  static boolean nomme(int rang, String objet) {
    return objet != null && objet.strip().matches("(?i)lot\\s*(n°|n)?\\s*0*" + rang + "\\b.*");
  }

  static String ton(EtatMarche etat) {
    return switch (etat) {
      case EN_EXECUTION -> "accent";
      case SOLDE -> "ok";
      case RESILIE -> "alerte";
      case A_ETUDIER, CALIBRE, REDIGE, EN_CONSULTATION -> "attention";
      case IDENTIFIE, NOTIFIE, SANS_CLAUSE -> "";
    };
  }
}
