package fr.maillon.web.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import fr.maillon.journal.VerifierJournal;
import fr.maillon.liste.Page;
import fr.maillon.tracabilite.ConsulterJournal;
import fr.maillon.tracabilite.ConsulterJournal.LigneView;
import fr.maillon.tracabilite.Natures;
import fr.maillon.tracabilite.TitreDeLigne;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/**
 * Le journal de l'espace : qui est entré, quand, par quelle convention, ce qui a changé ou est
 * sorti.
 */
@Named("journalPage")
@RequestScoped
public class JournalPage extends PageBean {
  @Inject ConsulterJournal consulter;
  @Inject VerifierJournal verifier;
  @Inject FiltreDuJournal filtre;
  private Page<LigneView> page;
  private VerifierJournal.VerificationView verification;

  /** Une option d'un filtre. */
  public record Choix(String valeur, String libelle, boolean choisi) {}

  public Page<LigneView> getPage() {
    if (page == null) {
      page = consulter.executer(filtre.lire(), pagination());
    }
    return page;
  }

  public boolean isFiltree() {
    return !filtre.vide() || filtre.inverse();
  }

  public boolean isInverse() {
    return filtre.inverse();
  }

  public List<Choix> getNatures() {
    return Arrays.stream(NatureDeLigne.values())
        .map(n -> new Choix(n.name(), Natures.libelle(n), n == filtre.lire().nature()))
        .toList();
  }

  public List<Choix> getTitres() {
    return Arrays.stream(TitreDeLigne.values())
        .map(t -> new Choix(t.name(), t.libelle(), t == filtre.lire().titre()))
        .toList();
  }

  public List<Choix> getPersonnes() {
    return consulter.personnes().stream()
        .map(p -> new Choix(p.id().toString(), p.nom(), p.id().equals(filtre.lire().personne())))
        .toList();
  }

  public String getDu() {
    return chemin.demande("du");
  }

  public String getAu() {
    return chemin.demande("au");
  }

  /** Le même filtre, pour le fichier. */
  public String getRequete() {
    return filtre.requete();
  }

  public String nature(LigneView ligne) {
    return Natures.libelle(ligne.nature());
  }

  public String ton(LigneView ligne) {
    return switch (ligne.nature()) {
      case BRIS_DE_GLACE -> "alerte";
      case EXPORT, SUPPORT -> "attention";
      case DROITS, VIE -> "accent";
      case ENTREE, ACTE -> "";
    };
  }

  /**
   * La vérification demandée ; null quand elle ne l'est pas : relire toute la chaîne ne se fait pas
   * à chaque page.
   */
  public VerifierJournal.VerificationView getVerification() {
    if (verification == null && "chaine".equals(chemin.demande("verifier"))) {
      verification = verifier.executer();
    }
    return verification;
  }

  public String getFaute() {
    return switch (getVerification().faute()) {
      case "RANG" -> "une ligne manque avant elle";
      case "CHAINE" -> "elle ne cite pas la ligne précédente";
      case "TETE" -> "la fin du journal manque";
      default -> "elle a changé depuis qu'elle a été écrite";
    };
  }
}
