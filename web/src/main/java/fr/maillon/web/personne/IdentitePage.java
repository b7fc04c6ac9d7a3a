package fr.maillon.web.personne;

import fr.maillon.identite.ChangerIdentite;
import fr.maillon.identite.IdentiteView;
import fr.maillon.isolation.TenantScope;
import fr.maillon.personne.EtatInvitation;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/**
 * Le nom et l'adresse d'une personne, dans un espace ou au centre : de quoi les changer, et où en
 * est une adresse demandée.
 */
@Named("identitePage")
@RequestScoped
public class IdentitePage extends PageBean {
  @Inject ChangerIdentite changer;
  private IdentiteView identite;
  private String nom;
  private String courriel;

  public IdentiteView getIdentite() {
    if (identite == null) {
      identite = changer.lire(id());
    }
    return identite;
  }

  public String getTon() {
    var c = getIdentite().changement();
    return c == null
        ? ""
        : c.etat() == EtatInvitation.ECHEC
            ? "alerte"
            : c.erreur() != null || c.annulable() && c.etat() == EtatInvitation.ACCEPTEE
                ? "attention"
                : "";
  }

  public String getRelance() {
    return getIdentite().changement().etat() == EtatInvitation.ACCEPTEE
        ? "Réessayer maintenant"
        : "Envoyer un nouveau lien";
  }

  public String renommer() {
    var p = changer.renommer(id(), new ChangerIdentite.Nom(nom, chemin.lue()));
    return dit(p.nom() + " : le nom est changé.");
  }

  public String demander() {
    var p = changer.demander(id(), new ChangerIdentite.Adresse(courriel, chemin.lue()));
    return dit(
        "Un lien part à "
            + p.changement().courriel()
            + ". L'adresse changera quand "
            + p.nom()
            + " l'aura confirmée.");
  }

  public String relancer() {
    var confirmee =
        getIdentite().changement() == null
            || getIdentite().changement().etat() == EtatInvitation.ACCEPTEE;
    changer.relancer(id());
    return dit(
        confirmee ? "L'envoi repart maintenant." : "Un nouveau lien part ; l'ancien ne sert plus.");
  }

  public String annuler() {
    return dit("L'adresse " + changer.annuler(id()).courriel() + " est gardée.");
  }

  private String dit(String phrase) {
    var espace = TenantScope.espace();
    return aller(
        espace.map(e -> e.nom() + ". ").orElse("") + phrase,
        espace
            .map(e -> "/m/" + e.code() + "/administration/personnes/" + id() + "/identite")
            .orElse("/centre/personnes/" + id()));
  }

  private UUID id() {
    return chemin.uuid("id");
  }

  public String getNom() {
    return nom == null ? getIdentite().nom() : nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public String getCourriel() {
    return courriel;
  }

  public void setCourriel(String courriel) {
    this.courriel = courriel;
  }
}
