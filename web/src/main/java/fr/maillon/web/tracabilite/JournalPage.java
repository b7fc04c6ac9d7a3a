package fr.maillon.web.tracabilite;

import fr.maillon.journal.VerifierJournal;
import fr.maillon.liste.Critere;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.tracabilite.ConsulterJournal;
import fr.maillon.tracabilite.ConsulterJournal.LigneView;
import fr.maillon.tracabilite.Natures;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;

/**
 * Le journal de l'espace : qui est entré, quand, par quelle convention, ce qui a changé ou est
 * sorti.
 */
@Named("journalPage")
@RequestScoped
public class JournalPage extends ListePage {
  @Inject ConsulterJournal consulter;
  @Inject VerifierJournal verifier;
  private Page<LigneView> page;
  private VerifierJournal.VerificationView verification;
  private List<Critere.Valeur> personnes;

  @Override
  protected Liste<?, ?> liste() {
    return ConsulterJournal.LISTE;
  }

  @Override
  protected Set<String> autres() {
    return Set.of("verifier");
  }

  /** Ceux dont le journal porte une ligne. */
  @Override
  protected List<Critere.Valeur> valeurs(Critere critere) {
    return critere.nom().equals("personne") ? personnes() : super.valeurs(critere);
  }

  @Override
  protected String dire(Critere critere, Object valeur) {
    return critere.nom().equals("personne")
        ? personnes().stream()
            .filter(p -> p.ecrite().equals(valeur.toString()))
            .map(Critere.Valeur::libelle)
            .findFirst()
            .orElse("Une personne qui n'est pas au journal")
        : super.dire(critere, valeur);
  }

  private List<Critere.Valeur> personnes() {
    if (personnes == null) {
      personnes =
          consulter.personnes().stream()
              .map(p -> new Critere.Valeur(p.id().toString(), p.nom()))
              .toList();
    }
    return personnes;
  }

  public Page<LigneView> getPage() {
    if (page == null) {
      page = consulter.executer(requete());
    }
    return page;
  }

  public boolean isFiltree() {
    return !isVide();
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
