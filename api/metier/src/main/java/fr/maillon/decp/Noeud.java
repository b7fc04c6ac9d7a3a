package fr.maillon.decp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Un enregistrement brut, le même que le fichier soit en JSON ou en XML : {@code Map}, {@code
 * List}, {@code String}, {@code BigDecimal}, {@code Boolean} ou {@code null}. Un élément XML répété
 * devient une liste, un élément vide {@code null}.
 */
final class Noeud {
  /**
   * Tient lieu d'un enregistrement dont le contenu a été abandonné parce qu'il dépasse {@link
   * #TAILLE_MAX}.
   */
  static final Object TROP_GROS = new Object();

  /** Profondeur admise ; le format n'en demande pas dix. */
  static final int PROFONDEUR_MAX = 40;

  /** Caractères admis par champ ; {@code objet} en admet mille. */
  static final int CHAMP_MAX = 1_000_000;

  /**
   * Taille admise par enregistrement, en octets de mémoire estimés : les caractères, plus {@link
   * #POIDS_CONTENANT} par objet ou liste et {@link #POIDS_VALEUR} par valeur.
   */
  static final int TAILLE_MAX = 8_000_000;

  /**
   * Chiffres admis dans un nombre ; au-delà, le lire coûterait plus que tout le reste du fichier.
   */
  static final int CHIFFRES_MAX = 1_000;

  static final int POIDS_CONTENANT = 100;
  static final int POIDS_VALEUR = 20;

  /** Éléments qu'on veut bien séparer ; le plus gros groupement réel en compte onze. */
  private static final int DEPLIAGE_MAX = 1_000;

  private Noeud() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> objet(Object noeud) {
    return noeud instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /**
   * Les éléments d'une liste, quelle que soit sa forme : tableau, tableaux emboîtés, enveloppe
   * ({@code {"titulaire": …}}) ou élément seul. Un élément vide est rendu comme un objet vide.
   */
  static List<Object> elements(Object noeud, String... enveloppes) {
    var elements = new ArrayList<>();
    if (noeud != null) {
      ajouter(noeud, enveloppes, elements);
    }
    return elements;
  }

  /**
   * Les éléments confondus dans un seul. Le fichier consolidé en XML fond un groupement en un seul
   * {@code titulaire} aux champs répétés, et plusieurs avenants en une seule {@code modification}.
   * Un champ qui n'est pas répété autant que les autres ne peut être attribué : il est laissé.
   */
  static List<Map<String, Object>> deplier(Object noeud) {
    var objet = objet(noeud);
    int nombre = 1;
    for (var valeur : objet.values()) {
      nombre =
          valeur instanceof List<?> l && deValeursSimples(l) ? Math.max(nombre, l.size()) : nombre;
    }
    if (nombre == 1 || nombre > DEPLIAGE_MAX) {
      return List.of(objet);
    }
    List<Map<String, Object>> deplies = new ArrayList<>(nombre);
    for (int i = 0; i < nombre; i++) {
      Map<String, Object> un = new LinkedHashMap<>();
      for (var champ : objet.entrySet()) {
        if (champ.getValue() instanceof List<?> l && deValeursSimples(l) && l.size() == nombre) {
          un.put(champ.getKey(), l.get(i));
        }
      }
      deplies.add(un);
    }
    return deplies;
  }

  private static boolean deValeursSimples(List<?> liste) {
    return liste.stream().noneMatch(v -> v instanceof Map || v instanceof List);
  }

  /** Vrai si rien n'est dit : absent, texte blanc, objet ou liste dont rien n'est dit. */
  static boolean vide(Object noeud) {
    return switch (noeud) {
      case null -> true;
      case String texte -> texte.isBlank();
      case Map<?, ?> map -> map.values().stream().allMatch(Noeud::vide);
      case List<?> liste -> liste.stream().allMatch(Noeud::vide);
      default -> false;
    };
  }

  private static void ajouter(Object noeud, String[] enveloppes, List<Object> elements) {
    if (noeud instanceof List<?> liste) {
      liste.forEach(n -> ajouter(n, enveloppes, elements));
      return;
    }
    if (noeud instanceof Map<?, ?> map) {
      for (var enveloppe : enveloppes) {
        if (map.containsKey(enveloppe)) {
          ajouter(map.get(enveloppe), enveloppes, elements);
          return;
        }
      }
    }
    elements.add(noeud == null ? Map.of() : noeud);
  }
}
