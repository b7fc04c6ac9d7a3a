package fr.maillon.web.centre;

import fr.maillon.maitreouvrage.EtatEspace;

/** L'état d'un espace, en un mot et un ton. */
final class EtatsEspace {
  private EtatsEspace() {}

  static String mot(EtatEspace etat) {
    return switch (etat) {
      case OUVERT -> "Ouvert";
      case SUSPENDU -> "Suspendu";
      case FERME -> "Fermé";
    };
  }

  static String ton(EtatEspace etat) {
    return switch (etat) {
      case OUVERT -> "ok";
      case SUSPENDU -> "attention";
      case FERME -> "alerte";
    };
  }
}
