package fr.maillon.web.invitation;

import fr.maillon.personne.AccepterInvitation;
import fr.maillon.personne.AccepterInvitation.Etat;
import fr.maillon.personne.AccepterInvitation.InvitationOuverteView;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.securite.Cookies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Une personne devant son invitation : elle choisit un mot de passe, ou accepte avec le compte où
 * elle est connectée. La lire ne consomme rien.
 */
@Named("invitationPage")
@RequestScoped
public class InvitationPage extends PageBean {
  @Inject AccepterInvitation accepter;
  @Inject HttpServletRequest requete;
  private InvitationOuverteView invitation;
  private String motDePasse;
  private String encore;

  public InvitationOuverteView getInvitation() {
    if (invitation == null) {
      invitation = accepter.lire(secret());
    }
    return invitation;
  }

  public boolean isOuverte() {
    return getInvitation().etat() == Etat.OUVERTE;
  }

  public boolean isExpiree() {
    return getInvitation().etat() == Etat.EXPIREE;
  }

  public boolean isUtilisee() {
    return getInvitation().etat() == Etat.UTILISEE;
  }

  public String ouvrirUnCompte() {
    accepter.avecUnMotDePasse(secret(), motDePasse, encore);
    // par un lien, non d'ici : un formulaire ne mène pas chez Keycloak sous la politique de qui
    // n'est pas connecté
    return aller(
        "C'est fait : votre compte est ouvert. Connectez-vous avec le mot de passe que vous venez"
            + " de choisir.",
        "/invitation");
  }

  public String accepter() {
    var adresse = getInvitation().adresse();
    var suite = accepter.avecMonCompte(secret());
    ((HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse())
        .addCookie(Cookies.efface(requete, LienServlet.COOKIE));
    return aller(
        adresse
            ? "C'est confirmé. Votre nouvelle adresse servira à vous connecter et à vous écrire"
                + " dans quelques instants."
            : "Invitation acceptée. Si une rubrique manque, déconnectez-vous, puis"
                + " reconnectez-vous.",
        suite);
  }

  private String secret() {
    return Cookies.lire(requete, LienServlet.COOKIE).orElse(null);
  }

  public String getMotDePasse() {
    return motDePasse;
  }

  public void setMotDePasse(String motDePasse) {
    this.motDePasse = motDePasse;
  }

  public String getEncore() {
    return encore;
  }

  public void setEncore(String encore) {
    this.encore = encore;
  }
}
