package fr.maillon.web.personne;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.personne.AnnulerInvitation;
import fr.maillon.personne.ConfirmerPersonnes;
import fr.maillon.personne.EtatInvitation;
import fr.maillon.personne.InvitationView;
import fr.maillon.personne.ListerInvitations;
import fr.maillon.personne.ListerPersonnes;
import fr.maillon.personne.PersonneView;
import fr.maillon.personne.RelancerInvitation;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;

/**
 * Les personnes de l'espace ; pour son administrateur, les invitations, et celles qu'il faut
 * confirmer.
 */
@Named("personnesPage")
@RequestScoped
public class PersonnesPage extends ListePage {
  @Inject ListerPersonnes personnes;
  @Inject ConfirmerPersonnes confirmerPersonnes;
  @Inject ListerInvitations listerInvitations;
  @Inject RelancerInvitation relancerInvitation;
  @Inject AnnulerInvitation annulerInvitation;
  @Inject TenantContext contexte;
  @Inject HttpServletRequest requete;
  private Page<PersonneView> page;
  private List<InvitationView> enCours;
  private Long attente;

  @Override
  protected Liste<?, ?> liste() {
    return ListerPersonnes.LISTE;
  }

  public boolean isAdministrateur() {
    return contexte.espace().peut(Geste.ADMINISTRER);
  }

  /** Seulement celles qui attendent d'être confirmées. */
  public boolean isAConfirmer() {
    return requete().de("aConfirmer").contains(true);
  }

  public Page<PersonneView> getPage() {
    if (page == null) {
      page = personnes.executer(requete());
    }
    return page;
  }

  /** Combien attendent d'être confirmées ; zéro pour qui n'y peut rien. */
  public long getAttente() {
    if (attente == null) {
      attente = isAdministrateur() ? personnes.aConfirmer() : 0;
    }
    return attente;
  }

  public List<InvitationView> getInvitations() {
    if (enCours == null) {
      enCours =
          isAdministrateur()
              ? listerInvitations.lister(Pagination.premiere()).elements()
              : List.of();
    }
    return enCours;
  }

  public String ton(InvitationView i) {
    return switch (i.etat()) {
      case ECHEC -> "alerte";
      case EN_ATTENTE -> manque(i) == null ? "" : "attention";
      case ACCEPTEE -> manque(i) == null ? "ok" : "attention";
      case ANNULEE -> "";
    };
  }

  /** La phrase de ce qui n'est pas parti ; null : rien ne manque. */
  public InvitationView.Envoye manque(InvitationView i) {
    return i.envois().stream()
        .filter(e -> e.erreur() != null && (e.etat().equals("ECHEC") || e.etat().equals("A_FAIRE")))
        .findFirst()
        .orElse(null);
  }

  public String relance(InvitationView i) {
    return i.etat() == EtatInvitation.ACCEPTEE ? "Réessayer" : "Envoyer un nouveau lien";
  }

  // L'identifiant vient du formulaire de la ligne, non de son rang : une liste qui a changé
  // entre-temps ne fait pas viser une autre personne.

  public String confirmer() {
    return dit(confirmerPersonnes.confirmer(vise()).nom() + " est toujours de l'espace.");
  }

  public String toutConfirmer() {
    var combien = confirmerPersonnes.toutConfirmer();
    return dit(
        combien > 1
            ? combien + " personnes sont confirmées."
            : combien == 1 ? "Une personne est confirmée." : "Personne n'attendait.");
  }

  public String relancer() {
    relancerInvitation.relancer(vise());
    return dit("Un nouveau lien part ; l'ancien ne sert plus.");
  }

  public String annuler() {
    var id = vise();
    var nom = listerInvitations.une(id).nom();
    annulerInvitation.annuler(id);
    return dit("L'invitation de " + nom + " est annulée.");
  }

  private UUID vise() {
    try {
      return UUID.fromString(String.valueOf(requete.getParameter("vise")));
    } catch (IllegalArgumentException e) {
      throw new fr.maillon.regle.Introuvable("Ligne");
    }
  }

  private String dit(String phrase) {
    var espace = contexte.espace();
    return aller(
        espace.nom() + ". " + phrase,
        "/m/"
            + espace.code()
            + "/administration/personnes"
            + (isAConfirmer() ? "?aConfirmer=oui" : ""));
  }
}
