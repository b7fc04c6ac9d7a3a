package fr.maillon.decp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Une liste fermée du format, qui reconnaît ses valeurs malgré la casse, les accents perdus et les
 * vieux libellés.
 */
final class Liste {
  static final Liste NATURE_2022 =
      new Liste("Marché", "Marché de partenariat", "Marché de défense ou de sécurité");
  static final Liste NATURE_2019 =
      new Liste("Marché", "Marché de partenariat", "Accord-cadre", "Marché subséquent");
  static final Liste NATURE_CONCESSION =
      new Liste(
          "Concession de travaux",
          "Concession de service",
          "Concession de service public",
          "Délégation de service public");
  private static final String NEGOCIATION = "Procédure avec négociation";
  private static final String SANS_PUBLICITE =
      "Marché passé sans publicité ni mise en concurrence préalable";
  static final Liste PROCEDURE =
      new Liste(
              "Procédure adaptée",
              "Appel d'offres ouvert",
              "Appel d'offres restreint",
              NEGOCIATION,
              SANS_PUBLICITE,
              "Dialogue compétitif")
          // valeurs de la version 1.4, encore publiées
          .synonyme("Procédure concurrentielle avec négociation", NEGOCIATION)
          .synonyme("Procédure négociée avec mise en concurrence préalable", NEGOCIATION)
          .synonyme(
              "Marché négocié sans publicité ni mise en concurrence préalable", SANS_PUBLICITE)
          .synonyme(
              "Marché public négocié sans publicité ni mise en concurrence préalable",
              SANS_PUBLICITE);
  static final Liste PROCEDURE_CONCESSION =
      new Liste(
          "Procédure négociée ouverte",
          "Procédure non négociée ouverte",
          "Procédure négociée restreinte",
          "Procédure non négociée restreinte");
  static final Liste TECHNIQUE =
      new Liste(
          "Accord-cadre",
          "Concours",
          "Système de qualification",
          "Système d'acquisition dynamique",
          "Catalogue électronique",
          "Enchère électronique",
          "Sans objet");
  static final Liste MODALITE =
      new Liste("Tranches", "Bons de commande", "Marchés subséquents", "Sans objet");
  static final Liste CCAG =
      new Liste(
          "Travaux",
          "Maitrise d'œuvre",
          "Fournitures courantes et services",
          "Marchés industriels",
          "Prestations intellectuelles",
          "Techniques de l'information et de la communication",
          "Pas de CCAG");
  static final Liste GROUPEMENT = new Liste("Conjoint", "Solidaire", "Pas de groupement");
  static final Liste TYPE_LIEU =
      new Liste(
          "Code postal",
          "Code commune",
          "Code arrondissement",
          "Code canton",
          "Code département",
          "Code région",
          "Code pays");
  static final Liste TYPE_PRIX =
      new Liste("Définitif ferme", "Définitif actualisable", "Définitif révisable", "Provisoire");
  static final Liste FORME_PRIX_2022 = new Liste("Unitaire", "Forfaitaire", "Mixte");
  static final Liste FORME_PRIX_2019 = new Liste("Ferme", "Ferme et actualisable", "Révisable");
  static final Map<String, String> FORME_2019_VERS_TYPE =
      Map.of(
          "Ferme",
          "Définitif ferme",
          "Ferme et actualisable",
          "Définitif actualisable",
          "Révisable",
          "Définitif révisable");
  static final Liste VARIATION = new Liste("Ferme", "Actualisable", "Révisable");
  static final Liste TYPE_IDENTIFIANT =
      new Liste("SIRET", "TVA", "TAHITI", "RIDET", "FRWF", "IREP", "UE", "HORS-UE")
          .synonyme("TVA_INTRACOMMUNAUTAIRE", "TVA");
  static final Liste SOCIALE =
      new Liste(
              Arrays.stream(ConsiderationSociale.values())
                  .map(ConsiderationSociale::libelle)
                  .toArray(String[]::new))
          .synonyme("Sans objet", ConsiderationSociale.AUCUNE.libelle())
          .synonyme("Aucune", ConsiderationSociale.AUCUNE.libelle())
          .synonyme("Aucune considération sociale", ConsiderationSociale.AUCUNE.libelle())
          .synonyme("Néant", ConsiderationSociale.AUCUNE.libelle());
  static final Liste ENVIRONNEMENTALE =
      new Liste(
          Arrays.stream(ConsiderationEnvironnementale.values())
              .map(ConsiderationEnvironnementale::libelle)
              .toArray(String[]::new));

  private static final Pattern SEPARATEUR = Pattern.compile("[,;|\\n]");
  private static final Pattern GUILLEMETS = Pattern.compile("^\\s*['\"]|['\"]\\s*$");

  private final Set<String> valeurs;
  private final Map<String, String> parPli = new HashMap<>();
  private final Map<String, String> parSquelette = new HashMap<>();

  private Liste(String... valeurs) {
    this.valeurs = new LinkedHashSet<>(List.of(valeurs));
    for (var valeur : valeurs) {
      synonyme(valeur, valeur);
    }
  }

  private Liste synonyme(String ecrit, String valeur) {
    parPli.put(Texte.plier(ecrit), valeur);
    parSquelette.put(Texte.squelette(ecrit), valeur);
    return this;
  }

  /**
   * Vrai si le texte se reconnaît, mais n'est une valeur officielle sous aucune casse ni aucun
   * accent.
   */
  boolean estSynonyme(String texte) {
    String valeur = reconnaitre(texte);
    return valeur != null
        && !Texte.squelette(valeur).equals(Texte.squelette(texte))
        && !Texte.plier(valeur).equals(Texte.plier(texte));
  }

  /**
   * La valeur reconnue ; sinon les valeurs réunies dans ce texte, si toutes se reconnaissent ;
   * sinon le texte.
   */
  List<String> toutes(String texte) {
    String valeur = reconnaitre(texte);
    if (valeur != null) {
      return List.of(valeur);
    }
    var parts = separer(texte);
    return parts.size() > 1 && parts.stream().allMatch(p -> reconnaitre(p) != null)
        ? parts.stream().map(this::reconnaitre).distinct().toList()
        : List.of(texte);
  }

  /**
   * Les valeurs qu'un seul texte réunit : séparées par des virgules, des points-virgules ou des
   * barres, ou dans une liste telle que Python l'écrit. Aucune valeur officielle ne contient ces
   * signes.
   */
  static List<String> separer(String texte) {
    String sansCrochets =
        texte.startsWith("[") && texte.endsWith("]")
            ? texte.substring(1, texte.length() - 1)
            : texte;
    var parts =
        Arrays.stream(SEPARATEUR.split(sansCrochets))
            .map(p -> GUILLEMETS.matcher(p).replaceAll(""))
            .map(Texte::nettoyer)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return parts.isEmpty() ? List.of(texte) : parts;
  }

  /** Vrai si le texte est exactement une valeur officielle. */
  boolean contient(String texte) {
    return valeurs.contains(texte);
  }

  /** La valeur officielle reconnue, ou {@code null}. */
  String reconnaitre(String texte) {
    if (texte == null || valeurs.contains(texte)) {
      return texte;
    }
    String valeur = parPli.get(Texte.plier(texte));
    return valeur != null ? valeur : parSquelette.get(Texte.squelette(texte));
  }
}
