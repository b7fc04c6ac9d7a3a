package fr.maillon.web.equipe;

import fr.maillon.equipe.AnnulerInvitationEquipe;
import fr.maillon.equipe.InvitationEquipeView;
import fr.maillon.equipe.ListerEquipe;
import fr.maillon.equipe.ListerInvitationsEquipe;
import fr.maillon.equipe.MembreView;
import fr.maillon.equipe.RelancerInvitationEquipe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.personne.EtatInvitation;
import fr.maillon.personne.InvitationView;
import fr.maillon.regle.Introuvable;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;

/** Les membres de l'équipe, et les invitations qui courent. */
@Named("equipePage")
@RequestScoped
public class EquipePage extends ListePage {
  @Inject ListerEquipe lister;
  @Inject ListerInvitationsEquipe listerInvitationsEquipe;
  @Inject RelancerInvitationEquipe relancerInvitationEquipe;
  @Inject AnnulerInvitationEquipe annulerInvitationEquipe;
  @Inject HttpServletRequest requete;
  private Page<MembreView> page;
  private List<InvitationEquipeView> enCours;

  @Override
  protected Liste<?, ?> liste() {
    return ListerEquipe.LISTE;
  }

  public Page<MembreView> getPage() {
    if (page == null) {
      page = lister.executer(requete());
    }
    return page;
  }

  public boolean isAnciens() {
    return requete().de("anciens").contains(true);
  }

  public boolean isFiltree() {
    return !isVide();
  }

  /**
   * La première page suffit : ce qui court se compte sur les doigts ; une ancienne se relit par
   * l'API.
   */
  public List<InvitationEquipeView> getInvitations() {
    if (enCours == null) {
      enCours =
          isFiltree()
              ? List.of()
              : listerInvitationsEquipe.lister(Pagination.premiere()).elements();
    }
    return enCours;
  }

  public String ton(InvitationEquipeView i) {
    return switch (i.etat()) {
      case ECHEC -> "alerte";
      case EN_ATTENTE -> manque(i) == null ? "" : "attention";
      case ACCEPTEE -> manque(i) == null ? "ok" : "attention";
      case ANNULEE -> "";
    };
  }

  /** Ce qui n'est pas parti ; null : rien ne manque. */
  public InvitationView.Envoye manque(InvitationEquipeView i) {
    return i.envois().stream()
        .filter(e -> e.erreur() != null && (e.etat().equals("ECHEC") || e.etat().equals("A_FAIRE")))
        .findFirst()
        .orElse(null);
  }

  public String relance(InvitationEquipeView i) {
    return i.etat() == EtatInvitation.ACCEPTEE ? "Réessayer" : "Envoyer un nouveau lien";
  }

  // L'identifiant vient du formulaire de la ligne, non de son rang : une liste qui a changé
  // entre-temps ne fait pas viser une autre personne.

  public String relancer() {
    relancerInvitationEquipe.relancer(vise());
    return aller("Un nouveau lien part ; l'ancien ne sert plus.", "/centre/equipe");
  }

  public String annuler() {
    var id = vise();
    var nom = listerInvitationsEquipe.une(id).nom();
    annulerInvitationEquipe.annuler(id);
    return aller("L'invitation de " + nom + " est annulée.", "/centre/equipe");
  }

  private UUID vise() {
    try {
      return UUID.fromString(String.valueOf(requete.getParameter("vise")));
    } catch (IllegalArgumentException e) {
      throw new Introuvable("Ligne");
    }
  }
}
