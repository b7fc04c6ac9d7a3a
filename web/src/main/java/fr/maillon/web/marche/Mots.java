package fr.maillon.web.marche;

import fr.maillon.marche.EtatMarche;
import fr.maillon.marche.ListerMarches.Consideration;
import fr.maillon.marche.Segment;

/** Les mots des listes fermées, tels qu'une page les écrit. */
final class Mots {
  private Mots() {}

  /** Vrai quand l'objet d'un lot dit déjà son rang. */
  static boolean nomme(int rang, String objet) {
    return objet != null && objet.strip().matches("(?i)lot\\s*(n°|n)?\\s*0*" + rang + "\\b.*");
  }

  static String de(Segment segment) {
    return switch (segment) {
      case TRAVAUX -> "Travaux";
      case SERVICES -> "Services";
      case FOURNITURES -> "Fournitures";
      case PRESTATIONS_INTELLECTUELLES -> "Prestations intellectuelles";
      case INCONNU -> "Segment inconnu";
    };
  }

  static String de(EtatMarche etat) {
    return switch (etat) {
      case IDENTIFIE -> "Identifié";
      case A_ETUDIER -> "À étudier";
      case CALIBRE -> "Calibré";
      case REDIGE -> "Rédigé";
      case EN_CONSULTATION -> "En consultation";
      case NOTIFIE -> "Notifié";
      case EN_EXECUTION -> "En exécution";
      case SOLDE -> "Soldé";
      case SANS_CLAUSE -> "Sans clause";
      case RESILIE -> "Résilié";
    };
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

  static String de(Consideration consideration) {
    return switch (consideration) {
      case CLAUSE -> "Clause sociale";
      case CRITERE -> "Critère social";
      case RESERVE -> "Marché réservé";
      case AUCUNE -> "Aucune considération";
      case INCONNUE -> "Considération inconnue";
    };
  }
}
