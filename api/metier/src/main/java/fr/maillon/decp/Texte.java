package fr.maillon.decp;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nettoyage et comparaison des textes DECP. */
final class Texte {
  /** {@code &#8217;}, {@code &#x2019;} ou {@code &eacute;}. */
  static final Pattern ENTITE =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});");

  private static final Map<String, String> NOMMEES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("rsquo", "’"),
          Map.entry("lsquo", "‘"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"),
          Map.entry("laquo", "«"),
          Map.entry("raquo", "»"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("hellip", "…"),
          Map.entry("euro", "€"),
          Map.entry("deg", "°"),
          Map.entry("bull", "•"),
          Map.entry("middot", "·"),
          Map.entry("oelig", "œ"),
          Map.entry("OElig", "Œ"),
          Map.entry("agrave", "à"),
          Map.entry("acirc", "â"),
          Map.entry("ccedil", "ç"),
          Map.entry("eacute", "é"),
          Map.entry("egrave", "è"),
          Map.entry("ecirc", "ê"),
          Map.entry("euml", "ë"),
          Map.entry("icirc", "î"),
          Map.entry("iuml", "ï"),
          Map.entry("ocirc", "ô"),
          Map.entry("ugrave", "ù"),
          Map.entry("ucirc", "û"),
          Map.entry("uuml", "ü"),
          Map.entry("Agrave", "À"),
          Map.entry("Acirc", "Â"),
          Map.entry("Ccedil", "Ç"),
          Map.entry("Eacute", "É"),
          Map.entry("Egrave", "È"),
          Map.entry("Ecirc", "Ê"),
          Map.entry("Icirc", "Î"),
          Map.entry("Ocirc", "Ô"));

  private Texte() {}

  /**
   * Le texte nettoyé : entités HTML traduites, forme NFC, caractères de contrôle et suites
   * d'espaces réduits à un espace, bords coupés. U+FFFD est gardé : ce qu'il remplace est perdu.
   * {@code null} s'il ne reste rien.
   */
  static String nettoyer(String brut) {
    if (brut == null) {
      return null;
    }
    if (simple(brut)) {
      return brut.isEmpty() ? null : brut;
    }
    String texte = brut.indexOf('&') < 0 ? brut : decoder(brut);
    texte = Normalizer.normalize(texte, Normalizer.Form.NFC);
    var net = new StringBuilder(texte.length());
    for (int i = 0; i < texte.length(); i++) {
      char c = texte.charAt(i);
      if (blanc(c) || c == 0x7F || c < ' ') {
        if (!net.isEmpty() && net.charAt(net.length() - 1) != ' ') {
          net.append(' ');
        }
      } else {
        net.append(c);
      }
    }
    int fin = net.length();
    if (fin > 0 && net.charAt(fin - 1) == ' ') {
      net.setLength(fin - 1);
    }
    return net.isEmpty() ? null : net.toString();
  }

  /**
   * Vrai si {@link #nettoyer} ne changerait rien ; évite presque tout le travail sur les fichiers
   * propres.
   */
  private static boolean simple(String texte) {
    char avant = ' ';
    for (int i = 0; i < texte.length(); i++) {
      char c = texte.charAt(i);
      if (c < ' '
          || c == '&'
          || (c >= 0x7F && c <= 0xA0)
          || c > 0x2FF
          || (c == ' ' && avant == ' ')) {
        return false;
      }
      avant = c;
    }
    return texte.isEmpty() || avant != ' ';
  }

  /** Espace au sens large : Unicode, insécable, contrôles C0 et C1. */
  static boolean blanc(char c) {
    return c <= ' '
        || (c >= 0x7F && c <= 0xA0)
        || (c > 0xFF && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  static String decoder(String texte) {
    return ENTITE
        .matcher(texte)
        .replaceAll(m -> Matcher.quoteReplacement(entite(m.group(1), m.group())));
  }

  private static String entite(String nom, String brut) {
    if (nom.charAt(0) != '#') {
      return NOMMEES.getOrDefault(nom, brut);
    }
    boolean hexa = nom.charAt(1) == 'x' || nom.charAt(1) == 'X';
    int point = hexa ? Integer.parseInt(nom.substring(2), 16) : Integer.parseInt(nom.substring(1));
    boolean valide = Character.isValidCodePoint(point) && (point < 0xD800 || point > 0xDFFF);
    return valide ? Character.toString(point) : brut;
  }

  /**
   * Sans casse, sans accents, ponctuation réduite à un espace : pour comparer à une liste fermée.
   */
  static String plier(String texte) {
    String decompose = Normalizer.normalize(texte, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    var plie = new StringBuilder(decompose.length());
    for (int i = 0; i < decompose.length(); i++) {
      char c = decompose.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plie.append(c == 'œ' ? "oe" : c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK
          && !plie.isEmpty()
          && plie.charAt(plie.length() - 1) != ' ') {
        plie.append(' ');
      }
    }
    return plie.toString().strip();
  }

  /**
   * Ce qui reste d'un texte quand on n'en garde que les lettres et chiffres ASCII, en minuscules.
   * Un accent perdu (U+FFFD, « ? ») ou intact donne le même squelette, ce que {@link #plier} ne
   * sait pas faire.
   */
  static String squelette(String texte) {
    var os = new StringBuilder(texte.length());
    for (int i = 0; i < texte.length(); i++) {
      char c = texte.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        os.append(c);
      } else if (c >= 'A' && c <= 'Z') {
        os.append((char) (c + 32));
      }
    }
    return os.toString();
  }

  static String abreger(String texte, int longueur) {
    return texte == null || texte.length() <= longueur ? texte : texte.substring(0, longueur) + "…";
  }
}
