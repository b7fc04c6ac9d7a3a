package fr.maillon.filtre;

import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerPortefeuille.Delai;
import fr.maillon.assistance.ListerPortefeuille.QuiAgit;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.regle.RegleMetier;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * La chaîne de requête d'un filtre, normalisée : ses clés connues, dans un ordre fixe, leurs
 * valeurs connues, sans doublon et rangées. Deux filtres qui montrent la même chose s'écrivent de
 * même. La page demandée et l'ordre n'en font pas partie.
 */
public record RequeteDeFiltre(Map<String, List<String>> valeurs) {
  static final int LONGUEUR = 2000;

  /**
   * Le code d'aucun espace : il tient la place de ceux d'un filtre partagé qui ne sont pas ouverts
   * à qui le lit.
   */
  public static final String AUCUN_ESPACE = "-";

  private static final List<String> CLES =
      List.of("texte", "mo", "service", "etat", "delai", "quiAgit", "facilitateur");
  private static final Collection<String> IGNOREES =
      List.of("page", "taille", "tri", "filtre", "tout");

  public RequeteDeFiltre {
    valeurs = Map.copyOf(valeurs);
  }

  /**
   * @param requete telle que l'adresse la porte, sans « ? »
   * @throws RegleMetier {@code filtre-vide}, {@code filtre-inconnu} (une clé ou un mot qu'aucun
   *     filtre n'a), {@code filtre-trop-long}
   */
  public static RequeteDeFiltre lire(String requete) {
    var normalisee = lire(requete, true);
    if (normalisee.valeurs().isEmpty()) {
      throw new RegleMetier(
          "filtre-vide",
          "requete",
          "Ce filtre ne filtre rien : posez-en au moins un avant de l'enregistrer.");
    }
    if (normalisee.texte().length() > LONGUEUR) {
      throw new RegleMetier(
          "filtre-trop-long",
          "requete",
          "Ce filtre est trop long : choisissez moins de maîtres d'ouvrage.");
    }
    return normalisee;
  }

  /**
   * Celle d'une adresse ou d'un filtre d'hier : un mot qui n'est plus connu y est passé, rien ne
   * casse pour un lien vieilli.
   */
  public static RequeteDeFiltre relire(String requete) {
    return lire(requete, false);
  }

  private static RequeteDeFiltre lire(String requete, boolean exiger) {
    var lues = new LinkedHashMap<String, TreeSet<String>>();
    for (var morceau : (requete == null ? "" : requete).split("&")) {
      int milieu = morceau.indexOf('=');
      var cle = milieu < 0 ? morceau : dechiffrer(morceau.substring(0, milieu));
      var valeur = milieu < 0 ? "" : dechiffrer(morceau.substring(milieu + 1)).strip();
      if (valeur.isEmpty() || IGNOREES.contains(cle)) {
        continue;
      }
      if (!exiger && (!CLES.contains(cle) || !connue(cle, valeur))) {
        continue;
      }
      if (!CLES.contains(cle)) {
        throw inconnu(
            "« "
                + cle
                + " » n'est pas un filtre du portefeuille : "
                + String.join(", ", CLES)
                + ".");
      }
      if (!connue(cle, valeur)) {
        throw inconnu("« " + valeur + " » n'est pas une valeur du filtre « " + cle + " ».");
      }
      if (!cle.equals("delai") && !cle.equals("quiAgit")
          || !List.of("TOUTES", "TOUS").contains(valeur)) {
        lues.computeIfAbsent(cle, _ -> new TreeSet<>()).add(valeur);
      }
    }
    return new RequeteDeFiltre(
        lues.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.copyOf(e.getValue()))));
  }

  /** La chaîne de requête, sans « ? ». */
  public String texte() {
    var morceaux = new ArrayList<String>();
    CLES.forEach(
        c ->
            valeurs
                .getOrDefault(c, List.of())
                .forEach(
                    v -> morceaux.add(c + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8))));
    return String.join("&", morceaux);
  }

  public List<String> de(String cle) {
    return valeurs.getOrDefault(cle, List.of());
  }

  /**
   * Sans les codes d'espaces que celui-ci ne peut lire : un filtre partagé ne lui apprend pas
   * qu'ils existent.
   */
  RequeteDeFiltre pour(Predicate<String> ouvert) {
    if (de("mo").isEmpty()) {
      return this;
    }
    var miens = de("mo").stream().filter(ouvert).toList();
    var reste = new LinkedHashMap<>(valeurs);
    reste.put("mo", miens.isEmpty() ? List.of(AUCUN_ESPACE) : miens);
    return new RequeteDeFiltre(reste);
  }

  private static boolean connue(String cle, String valeur) {
    return switch (cle) {
      case "mo" ->
          valeur.length() <= 40 && valeur.matches("[a-z0-9](-?[a-z0-9])*")
              || valeur.equals(AUCUN_ESPACE);
      case "service" -> mot(ServiceAssistance.values(), valeur);
      case "etat" -> mot(EtatDemande.OUVERTS.toArray(EtatDemande[]::new), valeur);
      case "delai" -> mot(Delai.values(), valeur);
      case "quiAgit" -> mot(QuiAgit.values(), valeur);
      case "facilitateur" ->
          valeur.matches("MOI|PERSONNE|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      default -> true;
    };
  }

  private static boolean mot(Enum<?>[] mots, String valeur) {
    return Arrays.stream(mots).anyMatch(m -> m.name().equals(valeur));
  }

  private static String dechiffrer(String texte) {
    try {
      return URLDecoder.decode(texte, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw inconnu("Cette adresse est mal formée.");
    }
  }

  private static RegleMetier inconnu(String detail) {
    return new RegleMetier("filtre-inconnu", "requete", detail);
  }
}
