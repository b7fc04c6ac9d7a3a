package fr.maillon.web.marche;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * La considération sociale d'un marché ou d'un lot : ce qui est accepté ici et ce qu'en dit la
 * publication, ensemble, l'un n'effaçant pas l'autre.
 */
final class CeQueDitLeMarche {
  /**
   * @param ton celui de la balise {@code m:etat} ; null : une note sous elle, qui va à la ligne
   */
  public record Dit(String ton, String libelle) {
    public boolean note() {
      return ton == null;
    }

    public String classe() {
      return note() ? "sous" : "etat " + ton;
    }
  }

  private CeQueDitLeMarche() {}

  /**
   * @param publie le marché vient des données publiées
   * @param connues la publication dit quelque chose des considérations sociales
   * @param declarees leurs libellés officiels, « Pas de considération sociale » compris
   * @param clauseIci une clause est acceptée dans Maillon
   */
  static List<Dit> dire(
      boolean publie, boolean connues, List<String> declarees, boolean clauseIci) {
    var dits = new ArrayList<Dit>();
    if (clauseIci) {
      dits.add(new Dit("ok", "Clause acceptée ici"));
    }
    var sociales = declarees.stream().filter(d -> !d.startsWith("Pas de")).toList();
    if (connues && !sociales.isEmpty()) {
      sociales.forEach(d -> dits.add(new Dit("accent", d)));
    } else if (connues && clauseIci) {
      dits.add(new Dit(null, "La publication n'en déclare aucune"));
    } else if (connues) {
      dits.add(new Dit("", "Aucune"));
    } else if (publie) {
      dits.add(
          clauseIci
              ? new Dit(null, "La publication n'en dit rien")
              : new Dit("attention", "Inconnue"));
    } else if (!clauseIci) {
      dits.add(new Dit("", "Rien d'enregistré"));
    }
    return dits;
  }

  /** La même chose en une phrase, avec, s'il y en a une, la raison probable de l'écart. */
  static String phrase(boolean publie, boolean connues, List<String> declarees, boolean clauseIci) {
    var dits =
        dire(publie, connues, declarees, clauseIci).stream()
            .map(Dit::libelle)
            .collect(Collectors.joining(". "));
    var ecart = clauseIci && connues && declarees.stream().allMatch(d -> d.startsWith("Pas de"));
    return ecart ? dits + " : elle a pu précéder la clause, ou reste à corriger." : dits;
  }
}
