package fr.maillon.web.archive;

import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.effacement.CertificatView;
import fr.maillon.maitreouvrage.effacement.Certificats;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Les certificats d'effacement : la liste, et l'un d'eux, à imprimer. */
@Named
@RequestScoped
public class CertificatsPage extends PageBean {
  @Inject Certificats certificats;
  private Page<CertificatView> page;
  private CertificatView un;

  public Page<CertificatView> getPage() {
    if (page == null) {
      page = certificats.lister(pagination());
    }
    return page;
  }

  public CertificatView getUn() {
    if (un == null) {
      un = certificats.consulter(chemin.uuid("id"));
    }
    return un;
  }

  /** Les tables qui avaient des lignes, puis combien n'en avaient pas. */
  public List<Map.Entry<String, Long>> getTables() {
    return getUn().tables().entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .toList();
  }

  public long getVides() {
    return getUn().tables().values().stream().filter(n -> n == 0).count();
  }

  public String annees(CertificatView c) {
    return c.annees().isEmpty()
        ? "aucune"
        : String.join(", ", c.annees().stream().map(String::valueOf).toList());
  }

  /** {@code metier.registre_heures} se lit « Registre heures ». */
  public String sorte(String table) {
    return Formats.phrase(table.substring(table.indexOf('.') + 1).replace('_', ' '));
  }
}
