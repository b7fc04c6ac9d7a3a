package fr.maillon.web.accueil;

import fr.maillon.isolation.Espace;
import fr.maillon.liste.Texte;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.Ici;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Le choix d'un espace, filtré par l'adresse : la bascule sans script. */
@Named
@RequestScoped
public class EspacesPage extends PageBean {
  @Inject Ici ici;

  public String getFiltre() {
    return chemin.demande("q");
  }

  public List<Espace> getTrouves() {
    var cherche = Texte.cherchable(getFiltre());
    return ici.getChoix().stream().filter(e -> Texte.cherchable(e.nom() + " " + e.sigle() + " " + Formats.typeMo(e.type())).contains(cherche)).toList();
  }
}
