package fr.maillon.isolation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Les conditions d'une vue, telle que la base l'écrit, qu'on ôte une à une pour voir qui les
 * regrette.
 */
final class Conditions {
  private Conditions() {}

  /**
   * La requête, chaque opérande de chacun de ses « AND » devenu vrai à son tour ; en clé, ce qui a
   * été ôté et où.
   */
  static Map<String, String> oteesUneAUne(String requete) {
    var mutants = new LinkedHashMap<String, String>();
    for (int ouvrante = requete.indexOf('(');
        ouvrante >= 0;
        ouvrante = requete.indexOf('(', ouvrante + 1)) {
      var operandes = new ArrayList<int[]>();
      int debut = ouvrante + 1;
      int profondeur = 0;
      for (int i = debut; profondeur >= 0; i++) {
        profondeur += requete.charAt(i) == '(' ? 1 : requete.charAt(i) == ')' ? -1 : 0;
        if (profondeur < 0 || profondeur == 0 && requete.startsWith(" AND ", i)) {
          operandes.add(new int[] {debut, i});
          debut = i + 5;
        }
      }
      if (operandes.size() > 1 || requete.startsWith("WHERE ", ouvrante - 6)) {
        operandes.forEach(
            o ->
                mutants.put(
                    o[0] + " : " + requete.substring(o[0], o[1]),
                    requete.substring(0, o[0]) + "true" + requete.substring(o[1])));
      }
    }
    return mutants;
  }

  /** Parmi elles, celles qui demandent qui l'on est ou d'où l'on parle. */
  static Map<String, String> gardesOtees(String requete) {
    var gardes = oteesUneAUne(requete);
    gardes.keySet().removeIf(c -> !c.contains("app."));
    return gardes;
  }

  /**
   * Les vues qui lisent sous les droits de leur propriétaire : elles portent leur garde
   * elles-mêmes.
   */
  static final String VUES_GARDEES =
      "select c.oid::regclass::text from pg_class c where c.relkind = 'v' and c.relowner ="
          + " 'maillon_vues'::regrole and pg_get_viewdef(c.oid) like '%app.%' and coalesce(not"
          + " 'security_invoker=true' = any (c.reloptions), true) order by 1";
}
