package fr.maillon.web;

import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** Les paramètres lus dans l'adresse et dans sa chaîne de requête. */
@Named("chemin")
@RequestScoped
public class Chemin {
  @Inject HttpServletRequest requete;

  /** Un paramètre nommé de la route, ou null. */
  public String param(String nom) {
    return Demande.de(requete).map(d -> d.parametres().get(nom)).orElse(null);
  }

  /** Un identifiant de l'adresse. @throws Introuvable quand il n'en a pas la forme : la même réponse qu'un identifiant absent */
  public UUID uuid(String nom) {
    return lire(param(nom));
  }

  /** Un paramètre de la chaîne de requête, sans blancs autour ; null quand il est absent ou vide. */
  public String demande(String nom) {
    var valeur = requete.getParameter(nom);
    return valeur == null || valeur.isBlank() ? null : valeur.strip();
  }

  /** Le formulaire est parti sans lui : dans la chaîne de requête, mais vide. */
  public boolean laisseVide(String nom) {
    return requete.getParameter(nom) != null && demande(nom) == null;
  }

  /** Un entier de la chaîne de requête, ou la valeur par défaut quand il est absent ou n'en est pas un. */
  public int entier(String nom, int defaut) {
    var valeur = demande(nom);
    return valeur != null && valeur.matches("[0-9]{1,7}") ? Integer.parseInt(valeur) : defaut;
  }

  /** Un identifiant de la chaîne de requête ; null quand il est absent. @throws Introuvable quand il n'en a pas la forme */
  public UUID uuidDemande(String nom) {
    var valeur = demande(nom);
    return valeur == null ? null : lire(valeur);
  }

  private static UUID lire(String valeur) {
    if (valeur == null || !valeur.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw new Introuvable("Page");
    }
    return UUID.fromString(valeur);
  }
}
