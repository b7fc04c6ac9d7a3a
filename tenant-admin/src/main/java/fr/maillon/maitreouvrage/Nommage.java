package fr.maillon.maitreouvrage;

import fr.maillon.liste.Texte;
import fr.maillon.regle.RegleMetier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Le code d'adresse, le sigle et la couleur que l'on propose à un espace qui s'ouvre. */
final class Nommage {
  static final int LONGUEUR_CODE = 40;
  private static final Pattern CODE = Pattern.compile("[a-z0-9](-?[a-z0-9])*");
  private static final Set<String> MOTS_OUTILS =
      Set.of(
          "de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "sur",
          "sous");

  private Nommage() {}

  /**
   * Le nom en adresse : sans accents ni mots-outils en tête, 40 caractères au plus ; suivi de -2,
   * -3… s'il est pris. Trop long, il perd d'abord ses mots-outils, puis ses derniers mots, «
   * Saint-Tropez » n'en faisant qu'un.
   */
  static String code(String nom, Predicate<String> pris) {
    var groupes =
        Arrays.stream(nom.strip().split("\\s+"))
            .map(Nommage::tous)
            .filter(g -> !g.isEmpty())
            .map(g -> String.join("-", g))
            .toList();
    var entier = String.join("-", mots(nom));
    var code =
        entier.length() <= LONGUEUR_CODE - 4
            ? entier
            : tenir(
                groupes.stream()
                    .map(
                        g ->
                            Arrays.stream(g.split("-"))
                                .filter(m -> !MOTS_OUTILS.contains(m))
                                .collect(Collectors.joining("-")))
                    .filter(g -> !g.isEmpty())
                    .toList());
    var base = code.length() < 2 ? "espace" + (code.isEmpty() ? "" : "-" + code) : code;
    var propose = base;
    for (int n = 2; pris.test(propose); n++) {
      propose = base + "-" + n;
    }
    return propose;
  }

  private static String tenir(List<String> groupes) {
    var code = new StringBuilder();
    for (var groupe : groupes) {
      if (!code.isEmpty() && code.length() + 1 + groupe.length() > LONGUEUR_CODE - 4) {
        break;
      }
      code.append(code.isEmpty() ? "" : "-").append(groupe);
    }
    // un premier mot qui ne tient pas : jusqu'à son dernier trait d'union, sinon tel quel
    return code.length() <= LONGUEUR_CODE - 4
        ? code.toString()
        : code.substring(0, LONGUEUR_CODE - 4).replaceFirst("(?<=.)-[^-]*$", "");
  }

  /**
   * @throws RegleMetier {@code code-invalide}
   */
  static String codeChoisi(String code) {
    var net = code.strip().toLowerCase(Locale.ROOT);
    if (net.length() < 2 || net.length() > LONGUEUR_CODE || !CODE.matcher(net).matches()) {
      throw new RegleMetier(
          "code-invalide",
          "code",
          "Le code s'écrit en 2 à 40 lettres sans accent, chiffres et tirets, par exemple"
              + " ville-de-lyon.");
    }
    return net;
  }

  /**
   * Les initiales des trois premiers mots qui comptent ; d'un seul mot, ses deux premières lettres.
   */
  static String sigle(String nom) {
    var pleins = mots(nom).stream().filter(m -> !MOTS_OUTILS.contains(m)).toList();
    if (pleins.isEmpty()) {
      return "MO";
    }
    var initiales =
        pleins.size() == 1
            ? pleins.getFirst().substring(0, Math.min(2, pleins.getFirst().length()))
            : pleins.stream().limit(3).map(m -> m.substring(0, 1)).reduce("", String::concat);
    return initiales.toUpperCase(Locale.ROOT);
  }

  static String couleur(String code) {
    return Couleur.PALETTE.get(Math.floorMod(code.hashCode(), Couleur.PALETTE.size())).hexa();
  }

  private static List<String> mots(String nom) {
    var mots = tous(nom);
    int debut = 0;
    while (debut < mots.size() - 1 && MOTS_OUTILS.contains(mots.get(debut))) {
      debut++;
    }
    return mots.subList(debut, mots.size());
  }

  private static List<String> tous(String nom) {
    return Arrays.stream(
            Texte.cherchable(nom).replace("œ", "oe").replace("æ", "ae").split("[^a-z0-9]+"))
        .filter(m -> !m.isEmpty())
        .toList();
  }
}
