package fr.maillon.web.decp;

import fr.maillon.importdecp.ImporterDecp;
import fr.maillon.importdecp.SuivreImports;
import fr.maillon.importdecp.SuivreImports.ImportView;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Déposer un fichier, et retrouver les imports de l'espace. */
@Named
@RequestScoped
public class ImportsPage extends ListePage {
  @Inject ImporterDecp importer;
  @Inject SuivreImports suivre;
  @Inject TenantContext contexte;
  private Part fichier;
  private Page<ImportView> page;

  /**
   * Le fichier est gardé, rien n'en est pris : sa page en montre l'aperçu et propose de l'importer.
   */
  public String deposer() {
    if (fichier == null
        || fichier.getSize() == 0
            && (fichier.getSubmittedFileName() == null
                || fichier.getSubmittedFileName().isBlank())) {
      faute("fichier", "Choisissez un fichier.");
      return null;
    }
    try (var contenu = fichier.getInputStream()) {
      var id = importer.deposer(fichier.getSubmittedFileName(), fichier.getSize(), contenu);
      return aller(null, "/m/" + contexte.espace().code() + "/imports/" + id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Liste<?, ?> liste() {
    return SuivreImports.LISTE;
  }

  public Page<ImportView> getPage() {
    if (page == null) {
      page = suivre.executer(requete());
    }
    return page;
  }

  public String etat(ImportView i) {
    return i.etat().libelle();
  }

  public String ton(ImportView i) {
    return ImportPage.ton(i.etat());
  }

  public Part getFichier() {
    return fichier;
  }

  public void setFichier(Part fichier) {
    this.fichier = fichier;
  }
}
