package fr.maillon.importespaces;

import fr.maillon.liste.Texte;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.regle.RegleMetier;
import java.util.HashMap;
import java.util.Map;

/** Les mots dont un tableur nomme un type de maître d'ouvrage. */
final class MotsDuType {
  private static final Map<String, TypeEspace> MOTS =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("ville", TypeEspace.COMMUNE),
              Map.entry("mairie", TypeEspace.COMMUNE),
              Map.entry("metropole", TypeEspace.EPCI),
              Map.entry("intercommunalite", TypeEspace.EPCI),
              Map.entry("bailleur social", TypeEspace.BAILLEUR),
              Map.entry("hopital", TypeEspace.SANTE),
              Map.entry("chu", TypeEspace.SANTE),
              Map.entry("etablissement public de sante", TypeEspace.SANTE),
              Map.entry("centrale d'achat", TypeEspace.CENTRALE_ACHAT),
              Map.entry("centrale", TypeEspace.CENTRALE_ACHAT),
              Map.entry("autre", TypeEspace.AUTRE_PUBLIC),
              Map.entry("autre acheteur public", TypeEspace.AUTRE_PUBLIC),
              Map.entry("maitre d'ouvrage prive", TypeEspace.PRIVE)));

  static {
    for (var type : TypeEspace.values()) {
      MOTS.put(type.name().toLowerCase(java.util.Locale.ROOT), type);
    }
  }

  private MotsDuType() {}

  /**
   * @throws RegleMetier {@code type-inconnu}
   */
  static TypeEspace lire(String texte) {
    var type = MOTS.get(Texte.cherchable(texte));
    if (type == null) {
      throw new RegleMetier(
          "type-inconnu",
          "type",
          "« "
              + texte
              + " » n'est pas un type connu. Écrivez commune, EPCI, département, région, bailleur,"
              + " santé, État, centrale d'achat, autre ou privé ; ou laissez vide : il sera"
              + " proposé.");
    }
    return type;
  }
}
