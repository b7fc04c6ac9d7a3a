package fr.maillon.web.accueil;

import fr.maillon.regle.Introuvable;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Map;

/** L'aide d'un rôle. */
@Named
@RequestScoped
public class AidePage extends PageBean {
  private static final Map<String, String> TITRES =
      Map.of(
          "agent",
          "Aide de l'agent",
          "administrateur",
          "Aide de l'administrateur d'un espace",
          "facilitateur",
          "Aide du facilitateur",
          "coordinateur",
          "Aide du coordinateur",
          "central",
          "Aide de l'administrateur central",
          "support",
          "Aide du support");

  public String getPersona() {
    var persona = chemin.param("persona");
    if (!TITRES.containsKey(persona)) {
      throw new Introuvable("Aide");
    }
    return persona;
  }

  public String getTitre() {
    return TITRES.get(getPersona());
  }
}
