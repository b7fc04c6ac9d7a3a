package fr.maillon.isolation;

import java.util.Optional;

/**
 * Le titre auquel la demande en cours agit, d'après son périmètre seul : un rôle du jeton peut
 * survivre au droit.
 */
public final class Titres {
  private Titres() {}

  public static Optional<Titre> courant() {
    return switch (TenantScope.perimetre()) {
      case Perimetre.UnMaitreOuvrage(var espace) -> Optional.of(espace.titre());
      case Perimetre.Equipe(var titre) -> Optional.of(titre);
      case Perimetre.Portefeuille(var espaces) ->
          Optional.of(
              espaces.values().stream().anyMatch(e -> e.titre() == Titre.COORDINATEUR)
                  ? Titre.COORDINATEUR
                  : Titre.FACILITATEUR);
      case Perimetre.Centre _ -> Optional.of(Titre.CENTRAL);
      case Perimetre.Aucun _, Perimetre.Identification _, Perimetre.Systeme _ -> Optional.empty();
    };
  }
}
