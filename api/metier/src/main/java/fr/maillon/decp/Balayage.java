package fr.maillon.decp;

import java.util.List;
import java.util.Map;

/**
 * Un seul passage sur l'enregistrement brut : les défauts d'écriture qui se constatent sur tous ses
 * textes, et une somme de 64 bits qui ne dépend pas de l'ordre des champs.
 */
final class Balayage {
  private static final long GRAIN = 0x9E3779B97F4A7C15L;

  private boolean espaces;
  private boolean remplacement;
  private boolean entite;
  private boolean horsAscii;
  private final long somme;

  Balayage(Object noeud) {
    this.somme = somme(noeud);
  }

  /** Un texte a des espaces en bord. */
  boolean espaces() {
    return espaces;
  }

  /** Un texte contient U+FFFD. */
  boolean remplacement() {
    return remplacement;
  }

  /** Un texte contient une entité HTML. */
  boolean entite() {
    return entite;
  }

  /** Un texte a d'autres caractères que ceux de l'anglais. */
  boolean horsAscii() {
    return horsAscii;
  }

  /** Égale pour deux enregistrements identiques, ordre des champs excepté. */
  long somme() {
    return somme;
  }

  private long somme(Object noeud) {
    return switch (noeud) {
      case null -> 1;
      case String texte -> examiner(texte);
      case Map<?, ?> map -> {
        long total = 2;
        for (var champ : map.entrySet()) {
          total += melanger(melanger(texte(champ.getKey().toString())) ^ somme(champ.getValue()));
        }
        yield total;
      }
      case List<?> liste -> {
        long total = 3;
        for (var element : liste) {
          total = melanger(total * 31 + somme(element));
        }
        yield total;
      }
      default -> melanger(noeud.hashCode());
    };
  }

  private long examiner(String texte) {
    if (!texte.isEmpty()
        && (Texte.blanc(texte.charAt(0)) || Texte.blanc(texte.charAt(texte.length() - 1)))) {
      espaces = true;
    }
    if (!remplacement && texte.indexOf('\uFFFD') >= 0) {
      remplacement = true;
    }
    if (!entite && texte.indexOf('&') >= 0 && Texte.ENTITE.matcher(texte).find()) {
      entite = true;
    }
    long somme = texte.length();
    int tous = 0;
    for (int i = 0; i < texte.length(); i++) {
      char c = texte.charAt(i);
      tous |= c;
      somme = somme * 0x100000001B3L + c;
    }
    horsAscii |= tous >= 0x80;
    return melanger(somme);
  }

  static long texte(String texte) {
    long somme = texte.length();
    for (int i = 0; i < texte.length(); i++) {
      somme = somme * 0x100000001B3L + texte.charAt(i);
    }
    return melanger(somme);
  }

  static long melanger(long x) {
    long y = x + GRAIN;
    y = (y ^ (y >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }
}
