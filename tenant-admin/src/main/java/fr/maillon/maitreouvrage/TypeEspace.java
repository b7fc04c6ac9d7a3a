package fr.maillon.maitreouvrage;

import fr.maillon.liste.Texte;
import java.util.regex.Pattern;

/** Ce qu'est un maître d'ouvrage. */
public enum TypeEspace {
  COMMUNE("Commune"),
  EPCI("EPCI"),
  DEPARTEMENT("Département"),
  REGION("Région"),
  BAILLEUR("Bailleur social"),
  SANTE("Établissement public de santé"),
  ETAT("État"),
  CENTRALE_ACHAT("Centrale d'achat"),
  AUTRE_PUBLIC("Autre acheteur public"),
  PRIVE("Maître d'ouvrage privé");

  private static final Pattern SOIN =
      Pattern.compile("\\b(chu|chru|chr|ch|hopita(l|ux)|hospitali(er|ers|ere|eres)|ehpad)\\b");
  private static final Pattern LOGEMENT =
      Pattern.compile("\\b(habitat|hlm|oph|opac|logement|logis)\\b");
  private static final Pattern GROUPEMENT =
      Pattern.compile("\\b(metropole|communaute|agglomeration)\\b");

  private final String libelle;

  TypeEspace(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }

  /**
   * Le type que laissent attendre le SIREN (l'Insee range les organismes publics par ses premiers
   * chiffres : 21 communes, 22 départements, 23 régions, 24 groupements, 11 et 17 État) et le nom.
   * Une proposition, que l'administration centrale corrige.
   */
  public static TypeEspace propose(String siret, String nom) {
    var mots = Texte.cherchable(nom);
    return switch (siret.substring(0, 2)) {
      case "21" -> COMMUNE;
      case "22" -> DEPARTEMENT;
      case "23" -> REGION;
      case "24" -> EPCI;
      case "11", "17" -> ETAT;
      default ->
          SOIN.matcher(mots).find()
              ? SANTE
              : LOGEMENT.matcher(mots).find()
                  ? BAILLEUR
                  : GROUPEMENT.matcher(mots).find() ? EPCI : AUTRE_PUBLIC;
    };
  }
}
