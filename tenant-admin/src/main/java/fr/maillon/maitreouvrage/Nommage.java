package fr.maillon.maitreouvrage;

import fr.maillon.liste.Texte;
import fr.maillon.regle.RegleMetier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Le code d'adresse, le sigle et la couleur que l'on propose à un espace qui s'ouvre. */
final class Nommage {
  static final int LONGUEUR_CODE = 40;
  private static final Pattern CODE = Pattern.compile("[a-z0-9](-?[a-z0-9])*");
  private static final Set<String> MOTS_OUTILS = Set.of("de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "sur", "sous");
  /** Lisibles sur blanc et sur leur fond pâle, et distinctes entre elles. */
  private static final List<String> PALETTE = List.of("#1f5f8b", "#9c2f2f", "#7a3b69", "#1c6b3f", "#8a5300", "#3d4f9f", "#00696b", "#8b3a62", "#5a5f1d", "#6b4a2f");

  private Nommage() {}

  /** Le nom en adresse : sans accents ni mots-outils en tête, 40 caractères au plus, coupé entre deux mots ; suivi de -2, -3… s'il est pris. */
  static String code(String nom, Predicate<String> pris) {
    var mots = mots(nom);
    var code = new StringBuilder();
    for (var mot : mots) {
      if (!code.isEmpty() && code.length() + 1 + mot.length() > LONGUEUR_CODE - 4) {
        break;
      }
      code.append(code.isEmpty() ? "" : "-").append(mot);
    }
    var base = code.length() > LONGUEUR_CODE - 4 ? code.substring(0, LONGUEUR_CODE - 4) : code.length() < 2 ? "espace" + (code.isEmpty() ? "" : "-" + code) : code.toString();
    var propose = base;
    for (int n = 2; pris.test(propose); n++) {
      propose = base + "-" + n;
    }
    return propose;
  }

  /** @throws RegleMetier {@code code-invalide} */
  static String codeChoisi(String code) {
    var net = code.strip().toLowerCase(Locale.ROOT);
    if (net.length() < 2 || net.length() > LONGUEUR_CODE || !CODE.matcher(net).matches()) {
      throw new RegleMetier("code-invalide", "code", "Le code s'écrit en 2 à 40 lettres sans accent, chiffres et tirets, par exemple ville-de-lyon.");
    }
    return net;
  }

  /** Les initiales des trois premiers mots qui comptent ; d'un seul mot, ses deux premières lettres. */
  static String sigle(String nom) {
    var pleins = mots(nom).stream().filter(m -> !MOTS_OUTILS.contains(m)).toList();
    if (pleins.isEmpty()) {
      return "MO";
    }
    var initiales = pleins.size() == 1 ? pleins.getFirst().substring(0, Math.min(2, pleins.getFirst().length()))
        : pleins.stream().limit(3).map(m -> m.substring(0, 1)).reduce("", String::concat);
    return initiales.toUpperCase(Locale.ROOT);
  }

  static String couleur(String code) {
    return PALETTE.get(Math.floorMod(code.hashCode(), PALETTE.size()));
  }

  private static List<String> mots(String nom) {
    var mots = Arrays.stream(Texte.cherchable(nom).replace("œ", "oe").replace("æ", "ae").split("[^a-z0-9]+")).filter(m -> !m.isEmpty()).toList();
    int debut = 0;
    while (debut < mots.size() - 1 && MOTS_OUTILS.contains(mots.get(debut))) {
      debut++;
    }
    return mots.subList(debut, mots.size());
  }
}
