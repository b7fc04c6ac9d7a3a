package fr.maillon.web.personne;

import fr.maillon.identite.ChangerIdentite;
import fr.maillon.identite.IdentiteView;
import fr.maillon.regle.RegleMetier;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Le centre retrouve une personne par son adresse exacte, pour corriger son nom ou son adresse. */
@Named("chercherPersonnePage")
@RequestScoped
public class ChercherPersonnePage extends PageBean {
  @Inject ChangerIdentite changer;
  private List<IdentiteView> trouvees;

  public String getCourriel() {
    return chemin.demande("courriel");
  }

  public List<IdentiteView> getTrouvees() {
    if (trouvees == null) {
      try {
        trouvees = changer.chercher(getCourriel());
      } catch (RegleMetier e) {
        chemin.incompris("courriel", e.getMessage());
        trouvees = List.of();
      }
    }
    return trouvees;
  }
}
