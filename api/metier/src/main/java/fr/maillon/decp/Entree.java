package fr.maillon.decp;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Le début d'un fichier, d'où l'on tire son encodage et sa famille. Ni le nom du fichier ni son type déclaré ne
 * comptent.
 *
 * @param xml vrai pour XML, faux pour JSON
 * @param texte le fichier entier, décodé, sans marque d'ordre des octets
 */
record Entree(boolean xml, Reader texte) {
  private static final int REGARD = 4096;
  private static final Pattern ENCODAGE = Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

  static Entree ouvrir(InputStream flux, Puits puits) throws IOException {
    var octets = new BufferedInputStream(flux, 1 << 16);
    octets.mark(REGARD);
    byte[] debut = octets.readNBytes(REGARD);
    octets.reset();

    var marque = marque(debut);
    octets.skipNBytes(marque.longueur);
    String tete = new String(debut, marque.longueur, debut.length - marque.longueur, marque.charset);
    String utile = tete.stripLeading();
    if (utile.isEmpty()) {
      throw puits.rupture(
          "fichier-vide", "Le fichier est vide. Téléchargez-le de nouveau.", 0, 0, null);
    }
    char premier = utile.charAt(0);
    if (premier == '{') {
      return new Entree(false, new InputStreamReader(octets, marque.charset));
    }
    if (premier == '<' && !html(utile)) {
      var texte = new XmlTolerant(new InputStreamReader(octets, encodage(utile, marque, puits)));
      if (utile.startsWith("<?xml")) {
        // Un prologue précédé d'espaces est une faute fréquente d'assemblage ; XML ne la permet pas.
        texte.skip(tete.length() - utile.length());
      }
      return new Entree(true, texte);
    }
    throw puits.rupture("pas-decp", pasDecp(debut, utile), 1, 1, null);
  }

  private record Marque(Charset charset, int longueur, boolean explicite) {}

  private static Marque marque(byte[] debut) {
    if (commence(debut, 0xEF, 0xBB, 0xBF)) {
      return new Marque(StandardCharsets.UTF_8, 3, true);
    }
    if (commence(debut, 0xFF, 0xFE)) {
      return new Marque(StandardCharsets.UTF_16LE, 2, true);
    }
    if (commence(debut, 0xFE, 0xFF)) {
      return new Marque(StandardCharsets.UTF_16BE, 2, true);
    }
    return new Marque(StandardCharsets.UTF_8, 0, false);
  }

  private static boolean commence(byte[] debut, int... octets) {
    for (int i = 0; i < octets.length; i++) {
      if (debut.length <= i || (debut[i] & 0xFF) != octets[i]) {
        return false;
      }
    }
    return true;
  }

  /** « utf8 » n'est pas un nom XML valide mais des fichiers publiés l'emploient : Java, lui, le connaît. */
  private static Charset encodage(String utile, Marque marque, Puits puits) {
    var m = ENCODAGE.matcher(utile);
    if (marque.explicite || !m.find()) {
      return marque.charset;
    }
    try {
      return Charset.forName(m.group(1).strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw puits.rupture(
          "encodage",
          "L'encodage annoncé, « " + Texte.abreger(m.group(1), 40)
              + " », est inconnu. Enregistrez le fichier en UTF-8.",
          1, 1, e);
    }
  }

  private static boolean html(String utile) {
    String tete = utile.substring(0, Math.min(utile.length(), 500)).toLowerCase(Locale.ROOT);
    return tete.startsWith("<!doctype html") || tete.startsWith("<html") || tete.startsWith("<head")
        || tete.startsWith("<body");
  }

  private static String pasDecp(byte[] debut, String utile) {
    if (commence(debut, 'P', 'K', 3, 4) || commence(debut, 0x1F, 0x8B)) {
      return "Ce fichier est une archive compressée. Décompressez-la et choisissez le fichier .json ou .xml qu'elle"
          + " contient.";
    }
    if (html(utile)) {
      return "Ce fichier est une page web et non un fichier de données essentielles. Sur le site, suivez le lien de"
          + " téléchargement jusqu'au fichier .json ou .xml.";
    }
    if (utile.charAt(0) == '[') {
      return "Ce fichier JSON est une simple liste, sans rubrique « marches » : ce n'est pas un fichier de données"
          + " essentielles. Choisissez le fichier DECP publié par l'acheteur.";
    }
    return "Ce fichier n'est ni du JSON ni du XML. Si c'est un tableau (CSV, Excel), téléchargez plutôt la version JSON"
        + " ou XML des données essentielles.";
  }

  /**
   * Remplace les caractères interdits en XML 1.0 par leur pendant C1, permis : un caractère de contrôle égaré ne doit
   * pas faire perdre le fichier, et le contrôle de l'objet le signale encore.
   */
  private static final class XmlTolerant extends FilterReader {
    XmlTolerant(Reader texte) {
      super(texte);
    }

    @Override
    public int read() throws IOException {
      int c = in.read();
      return c < 0 ? c : permis((char) c);
    }

    @Override
    public int read(char[] tampon, int debut, int longueur) throws IOException {
      int lus = in.read(tampon, debut, longueur);
      for (int i = debut; i < debut + lus; i++) {
        char c = tampon[i];
        if (c < ' ' || c >= '\uFFFE') {
          tampon[i] = permis(c);
        }
      }
      return lus;
    }

    private static char permis(char c) {
      if (c >= '\uFFFE') {
        return '\uFFFD';
      }
      return c >= ' ' || c == '\n' || c == '\r' || c == '\t' ? c : (char) (0x80 + c);
    }
  }
}
