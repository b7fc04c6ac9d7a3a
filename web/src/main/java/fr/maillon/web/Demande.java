package fr.maillon.web;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import jakarta.servlet.ServletRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Ce que le filtre a établi de la demande en cours.
 *
 * @param chemin l'adresse publique, sans la chaîne de requête
 * @param requete la chaîne de requête, sans jeton ; vide s'il n'y en a pas
 * @param zone où l'on est, telle qu'un formulaire la retient
 */
public record Demande(
    Route route,
    Map<String, String> parametres,
    Identite identite,
    Perimetre perimetre,
    String chemin,
    String requete,
    String zone) {
  private static final String CLE = Demande.class.getName();

  public static Optional<Demande> de(ServletRequest requete) {
    return Optional.ofNullable((Demande) requete.getAttribute(CLE));
  }

  void poser(ServletRequest requete) {
    requete.setAttribute(CLE, this);
  }

  /** L'adresse publique complète : là où un formulaire de cette page doit être posté. */
  public String adresse() {
    return requete.isEmpty() ? chemin : chemin + "?" + requete;
  }
}
