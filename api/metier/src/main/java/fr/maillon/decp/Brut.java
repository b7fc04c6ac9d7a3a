package fr.maillon.decp;

import java.util.Set;

/**
 * Un enregistrement tel que sa source le trouve.
 *
 * @param noeud voir {@link Noeud}
 * @param ligne où il commence
 * @param rangement la liste où il est rangé
 * @param caracteresRetires des caractères que rien ne peut garder ont été ôtés de ses textes
 * @param nombresDemesures les champs dont le nombre a plus de {@value Noeud#CHIFFRES_MAX} chiffres,
 *     dans l'ordre du fichier
 */
record Brut(
    Object noeud,
    int ligne,
    Rangement rangement,
    boolean caracteresRetires,
    Set<String> nombresDemesures) {
  /** Ce que la liste qui entoure l'enregistrement dit de sa nature. */
  enum Rangement {
    MARCHES,
    CONCESSIONS,
    INDECIS
  }
}
