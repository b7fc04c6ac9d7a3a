package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EcritureCentre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Rouvre un espace suspendu. */
@ApplicationScoped
public class RouvrirEspace {
  @Inject EspaceTenu espaceTenu;

  @Transactional
  @EcritureCentre
  public void rouvrir(UUID id, Integer version) {
    var m = espaceTenu.lu(id, version);
    m.rouvrir();
    espaceTenu.noter(m, "RouvrirEspace.rouvrir", null);
  }
}
