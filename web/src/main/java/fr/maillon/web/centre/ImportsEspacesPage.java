package fr.maillon.web.centre;

import fr.maillon.importespaces.DeposerEspaces;
import fr.maillon.importespaces.EtatFichier;
import fr.maillon.importespaces.SuivreEspaces;
import fr.maillon.importespaces.SuivreEspaces.FichierView;
import fr.maillon.liste.Page;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;

/** Les fichiers d'espaces à ouvrir, et de quoi en déposer un. */
@Named("importsEspacesPage")
@RequestScoped
public class ImportsEspacesPage extends PageBean {
  @Inject DeposerEspaces deposer;
  @Inject SuivreEspaces suivre;
  private Part fichier;
  private Page<FichierView> page;

  public String deposer() throws IOException {
    if (fichier == null || fichier.getSize() == 0) {
      faute("fichier", "Choisissez un fichier CSV.");
      return null;
    }
    try (var flux = fichier.getInputStream()) {
      return aller(
          null, "/centre/espaces/import/" + deposer.executer(fichier.getSubmittedFileName(), flux));
    }
  }

  public Page<FichierView> getPage() {
    if (page == null) {
      page = suivre.lister(pagination());
    }
    return page;
  }

  public String mot(EtatFichier etat) {
    return switch (etat) {
      case DEPOSE -> "À confirmer";
      case EN_COURS -> "En cours";
      case TERMINE -> "Terminé";
    };
  }

  public String ton(EtatFichier etat) {
    return etat == EtatFichier.TERMINE ? "ok" : "attention";
  }

  public Part getFichier() {
    return fichier;
  }

  public void setFichier(Part fichier) {
    this.fichier = fichier;
  }
}
