package fr.maillon.web.espace;

import fr.maillon.maitreouvrage.ConsulterEspace;
import fr.maillon.maitreouvrage.ConsulterEspace.SuspensionView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Depuis quand et pourquoi l'espace ouvert est suspendu ; lu seulement s'il l'est. */
@Named("suspension")
@RequestScoped
public class Suspension {
  @Inject ConsulterEspace consulter;
  private SuspensionView vue;

  public SuspensionView getVue() {
    if (vue == null) {
      var lue = consulter.suspension();
      vue = lue == null ? new SuspensionView(null, null) : lue;
    }
    return vue;
  }
}
