package fr.maillon.decp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Un enregistrement brut, le même que le fichier soit en JSON ou en XML : {@code Map}, {@code List}, {@code String},
 * {@code BigDecimal}, {@code Boolean} ou {@code null}. Un élément XML répété devient une liste, un élément vide
 * {@code null}.
 */
final class Noeud {
  /** Tient lieu d'un enregistrement dont le contenu a été abandonné parce qu'il dépasse {@link #TAILLE_MAX}. */
  static final Object TROP_GROS = new Object();

  /** Profondeur admise ; le format n'en demande pas dix. */
  static final int PROFONDEUR_MAX = 40;

  /** Caractères admis par champ ; {@code objet} en admet mille. */
  static final int CHAMP_MAX = 1_000_000;

  /** Caractères et nœuds admis par enregistrement. */
  static final int TAILLE_MAX = 8_000_000;

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
