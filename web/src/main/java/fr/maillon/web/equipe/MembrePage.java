package fr.maillon.web.equipe;

import fr.maillon.equipe.DonnerTitre;
import fr.maillon.equipe.ListerEquipe;
import fr.maillon.equipe.MembreView;
import fr.maillon.equipe.RemettreGroupes;
import fr.maillon.equipe.RetirerTitre;
import fr.maillon.equipe.TitresDeLEquipe;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;

/** Un membre de l'équipe : ses titres, de quoi en donner et en retirer, et son histoire. */
@Named("membrePage")
@RequestScoped
public class MembrePage extends PageBean {
  @Inject ListerEquipe lister;
  @Inject DonnerTitre donnerTitre;
  @Inject RetirerTitre retirerTitre;
  @Inject RemettreGroupes remettreGroupes;
  @Inject HttpServletRequest requete;
  private MembreView.Fiche fiche;
  private String titre;

  public MembreView.Fiche getFiche() {
    if (fiche == null) {
      fiche = lister.une(id());
    }
    return fiche;
  }

  /** Ce qui change quand on lui donne ou retire un titre. */
  public int getLu() {
    return getFiche().membre().titres().hashCode();
  }

  /** Le dernier titre donné ou retiré ; null : aucun depuis que Maillon le note. */
  public String getDevance() {
    var actes = getFiche().actes();
    return actes.isEmpty()
        ? null
        : new VersionPerimee.Fait(
                    actes.getFirst().par() + " " + actes.getFirst().phrase(),
                    actes.getFirst().par(),
                    actes.getFirst().quand())
                .enClair()
            + ".";
  }

  public String majuscule(String mot) {
    return Majuscule.de(mot);
  }

  public String explication(MembreView.Tenu tenu) {
    return TitresDeLEquipe.explication(tenu.titre());
  }

  /** La question posée avant de retirer, et ce qui s'ensuit. */
  public String question(MembreView.Tenu tenu) {
    var m = getFiche().membre();
    return (m.moi() ? "Vous retirer" : "Retirer à " + m.nom())
        + " le titre « "
        + tenu.libelle()
        + " » ? "
        + (m.moi() ? "Votre" : "Sa")
        + " prochaine demande à ce titre sera refusée, même dans une page déjà ouverte. Ce qui est"
        + " écrit reste, à "
        + (m.moi() ? "votre" : "son")
        + " nom.";
  }

  /** Les titres qu'il n'a pas. */
  public List<SelectItem> getAutres() {
    var siens = getFiche().membre().titres().stream().map(MembreView.Tenu::titre).toList();
    return TitresDeLEquipe.TOUS.stream()
        .filter(t -> !siens.contains(t))
        .map(
            t ->
                new SelectItem(
                    t.name(),
                    Majuscule.de(TitresDeLEquipe.libelle(t))
                        + ". "
                        + TitresDeLEquipe.explication(t)))
        .toList();
  }

  public String donner() {
    var donne = mot(titre);
    donnerTitre.donner(id(), donne);
    return dit(
        lister.une(id()).membre().nom()
            + " est "
            + TitresDeLEquipe.libelle(donne)
            + " : cela vaudra à sa prochaine connexion.");
  }

  // Le titre vient du formulaire de sa ligne, non de son rang : une fiche qui a changé entre-temps
  // n'en fait pas viser un autre.

  public String retirer() {
    var vise = mot(requete.getParameter("vise"));
    if (vise == null) {
      throw new Introuvable("Titre");
    }
    retirerTitre.retirer(id(), vise);
    return dit(
        lister.une(id()).membre().nom()
            + " n'est plus "
            + TitresDeLEquipe.libelle(vise)
            + ", dès maintenant.");
  }

  public String reessayer() {
    remettreGroupes.reessayer(id());
    return dit("L'envoi repart maintenant.");
  }

  private String dit(String phrase) {
    return aller(phrase, "/centre/equipe/" + id());
  }

  private static Titre mot(String nom) {
    return TitresDeLEquipe.TOUS.stream().filter(t -> t.name().equals(nom)).findFirst().orElse(null);
  }

  private UUID id() {
    return chemin.uuid("id");
  }

  public String getTitre() {
    return titre;
  }

  public void setTitre(String titre) {
    this.titre = titre;
  }
}
