package fr.maillon.web.centre;

import fr.maillon.importespaces.DeposerEspaces;
import fr.maillon.importespaces.EtatFichier;
import fr.maillon.importespaces.EtatLigne;
import fr.maillon.importespaces.ListerLignesEspaces;
import fr.maillon.importespaces.SuivreEspaces;
import fr.maillon.importespaces.SuivreEspaces.LigneView;
import fr.maillon.importespaces.SuivreEspaces.SuiviView;
import fr.maillon.liste.Page;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Un fichier d'espaces : l'aperçu ligne à ligne, puis l'avancement, puis le compte rendu. */
@Named("importEspacesPage")
@RequestScoped
public class ImportEspacesPage extends PageBean {
  @Inject DeposerEspaces deposer;
  @Inject SuivreEspaces suivre;
  @Inject ListerLignesEspaces lister;
  private UUID id;
  private SuiviView suivi;
  private Page<LigneView> lignes;

  /** Une vue des lignes : son nombre, son adresse. */
  public record Vue(String libelle, long nombre, String adresse, boolean choisie) {}

  @PostConstruct
  void lire() {
    id = chemin.uuid("id");
    suivi = suivre.consulter(id);
  }

  public String confirmer() {
    deposer.confirmer(id);
    return aller(
        "Les espaces s'ouvrent. Vous pouvez quitter cette page : cela continue.", getAdresse());
  }

  public String oublier() {
    deposer.oublier(id);
    return aller("Le fichier est supprimé : rien n'a été ouvert.", "/centre/espaces/import");
  }

  public SuiviView getSuivi() {
    return suivi;
  }

  public long getPretes() {
    return suivi.de(EtatLigne.PRETE);
  }

  public long getFaites() {
    return suivi.de(EtatLigne.OUVERT)
        + suivi.de(EtatLigne.DEJA_OUVERT)
        + suivi.de(EtatLigne.REFUSEE);
  }

  public long getAvancement() {
    var total = getFaites() + getPretes();
    return total == 0 ? 100 : getFaites() * 100 / total;
  }

  public boolean isDepose() {
    return suivi.fichier().etat() == EtatFichier.DEPOSE;
  }

  public boolean isEnCours() {
    return suivi.fichier().etat() == EtatFichier.EN_COURS;
  }

  public List<Vue> getVues() {
    var etat = etat();
    var vues =
        new java.util.ArrayList<Vue>(
            List.of(new Vue("Toutes", suivi.fichier().lignes(), getAdresse(), etat == null)));
    for (var e : EtatLigne.values()) {
      if (suivi.de(e) > 0) {
        vues.add(new Vue(e.libelle(), suivi.de(e), getAdresse() + "?etat=" + e.name(), etat == e));
      }
    }
    return vues;
  }

  public Page<LigneView> getLignes() {
    if (lignes == null) {
      var voulues = ListerLignesEspaces.LISTE.tout().avec("id", id).a(pagination());
      lignes = lister.executer(etat() == null ? voulues : voulues.avec("etat", etat()));
    }
    return lignes;
  }

  private EtatLigne etat() {
    return chemin.mot(EtatLigne.class, "etat");
  }

  public String ton(EtatLigne etat) {
    return switch (etat) {
      case FAUTIVE, REFUSEE -> "alerte";
      case PRETE -> "";
      case OUVERT -> "ok";
      case DEJA_OUVERT -> "accent";
    };
  }

  public String getOuvrir() {
    return "Ouvrir " + Formats.compte(getPretes(), "espace", "espaces");
  }

  public String getAdresse() {
    return "/centre/espaces/import/" + id;
  }
}
