package fr.maillon.travail;

import fr.maillon.isolation.Perimetre;
import java.util.UUID;

/** À qui est un travail. Hors d'un espace, il porte l'identifiant nul en guise d'espace. */
enum Porteur {
  ESPACE,
  EQUIPE,
  CENTRE,
  SYSTEME;

  static final UUID NUL_ESPACE = new UUID(0, 0);

  static Porteur de(Perimetre perimetre) {
    return switch (perimetre) {
      case Perimetre.UnMaitreOuvrage _ -> ESPACE;
      case Perimetre.Equipe _ -> EQUIPE;
      case Perimetre.Centre _ -> CENTRE;
      case Perimetre.Systeme _ -> SYSTEME;
      default -> throw new IllegalStateException("pas de travail depuis " + perimetre);
    };
  }

  static UUID espace(Perimetre perimetre) {
    return perimetre instanceof Perimetre.UnMaitreOuvrage(var espace) ? espace.id() : NUL_ESPACE;
  }
}
