package fr.maillon.decp;

import java.util.Map;

/** Un champ du fichier, tel qu'une personne l'appelle. */
public final class LibelleChamp {
  private static final Map<String, String> LIBELLES =
      Map.ofEntries(
          Map.entry("marche", "Contrat"),
          Map.entry("id", "Numéro du contrat"),
          Map.entry("objet", "Objet"),
          Map.entry("acheteur.id", "SIRET de l'acheteur"),
          Map.entry("autoriteConcedante.id", "SIRET de l'autorité concédante"),
          Map.entry("montant", "Montant"),
          Map.entry("valeurGlobale", "Valeur globale"),
          Map.entry("dureeMois", "Durée"),
          Map.entry("offresRecues", "Offres reçues"),
          Map.entry("montantSubventionPublique", "Subvention publique"),
          Map.entry("tauxAvance", "Taux d'avance"),
          Map.entry("origineUE", "Part d'origine européenne"),
          Map.entry("origineFrance", "Part d'origine française"));

  private LibelleChamp() {}

  public static String de(String champ) {
    return champ == null ? null : LIBELLES.getOrDefault(champ, "Une valeur du contrat");
  }
}
