package fr.maillon.web.centre;

import fr.maillon.maitreouvrage.EtatEspace;

/** Le ton de l'état d'un espace. */
final class EtatsEspace {
  private EtatsEspace() {}

  static String ton(EtatEspace etat) {
    return switch (etat) {
      case OUVERT -> "ok";
      case SUSPENDU -> "attention";
      case FERME -> "alerte";
    };
  }
}
