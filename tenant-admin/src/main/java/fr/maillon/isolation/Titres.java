package fr.maillon.isolation;

import java.util.Optional;

/** Le titre auquel la demande en cours agit, d'après son périmètre. */
public final class Titres {
  private Titres() {}

  public static Optional<Titre> courant() {
    return switch (TenantScope.perimetre()) {
      case Perimetre.UnMaitreOuvrage(var espace) -> Optional.of(espace.titre());
      case Perimetre.Portefeuille _, Perimetre.Equipe _ ->
          Optional.of(TenantScope.identite().a("coordinateur") ? Titre.COORDINATEUR : Titre.FACILITATEUR);
      case Perimetre.Centre _ -> Optional.of(Titre.CENTRAL);
      case Perimetre.Aucun _, Perimetre.Identification _, Perimetre.Systeme _ -> Optional.empty();
    };
  }
}
