package fr.maillon.decp;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Le début d'un fichier, d'où l'on tire son encodage et sa famille. Ni le nom du fichier ni son
 * type déclaré ne comptent.
 *
 * @param xml vrai pour XML, faux pour JSON
 * @param texte le fichier entier, décodé, sans marque d'ordre des octets
 * @param decodage dit, au fil de la lecture, si le fichier s'est révélé en Windows-1252
 */
record Entree(boolean xml, Reader texte, Decodage decodage) {
  private static final int REGARD = 4096;
  private static final Pattern ENCODAGE =
      Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

  static Entree ouvrir(InputStream flux, Puits puits) throws IOException {
    var octets = new BufferedInputStream(flux, 1 << 16);
    octets.mark(REGARD);
    byte[] debut = octets.readNBytes(REGARD);
    octets.reset();

    exigerDesOctetsDeTexte(debut, puits);
    var marque = marque(debut);
    octets.skipNBytes(marque.longueur);
    String tete =
        new String(debut, marque.longueur, debut.length - marque.longueur, marque.charset);
    String utile = tete.stripLeading();
    if (utile.isEmpty()) {
      throw puits.rupture(
          "fichier-vide", "Le fichier est vide. Téléchargez-le de nouveau.", 0, 0, null);
    }
    char premier = utile.charAt(0);
    if (premier == '{') {
      var decodage = new Decodage(octets, marque.charset, puits);
      return new Entree(false, decodage, decodage);
    }
    if (premier == '<' && !html(utile)) {
      var decodage = new Decodage(octets, encodage(utile, marque, puits), puits);
      var texte = new XmlTolerant(decodage);
      if (utile.startsWith("<?xml")) {
        // Un prologue précédé d'espaces est une faute fréquente d'assemblage ; XML ne la permet
        // pas.
        texte.skip(tete.length() - utile.length());
      }
      return new Entree(true, texte, decodage);
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

  /**
   * Un caractère ASCII sur deux octets, sans marque d'ordre : de l'UTF-16, que rien d'autre
   * n'annonce.
   */
  private static void exigerDesOctetsDeTexte(byte[] debut, Puits puits) {
    int n = Math.min(debut.length, 64);
    int nulsPairs = 0;
    int nulsImpairs = 0;
    for (int i = 0; i < n; i++) {
      if (debut[i] == 0) {
        nulsPairs += 1 - i % 2;
        nulsImpairs += i % 2;
      }
    }
    if (n >= 4
        && (nulsPairs == 0 && nulsImpairs >= n / 4 || nulsImpairs == 0 && nulsPairs >= n / 4)
        && marque(debut).longueur == 0) {
      throw puits.rupture(
          "encodage",
          "Ce fichier est en UTF-16, sans la marque qui le dit : ses accents ne se liraient pas à"
              + " coup sûr. Enregistrez-le en UTF-8.",
          1,
          1,
          null);
    }
  }

  private static boolean commence(byte[] debut, int... octets) {
    for (int i = 0; i < octets.length; i++) {
      if (debut.length <= i || (debut[i] & 0xFF) != octets[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * « utf8 » n'est pas un nom XML valide mais des fichiers publiés l'emploient : Java, lui, le
   * connaît.
   */
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
          "L'encodage annoncé, « "
              + Texte.abreger(m.group(1), 40)
              + " », est inconnu. Enregistrez le fichier en UTF-8.",
          1,
          1,
          e);
    }
  }

  private static boolean html(String utile) {
    String tete = utile.substring(0, Math.min(utile.length(), 500)).toLowerCase(Locale.ROOT);
    return tete.startsWith("<!doctype html")
        || tete.startsWith("<html")
        || tete.startsWith("<head")
        || tete.startsWith("<body");
  }

  /**
   * Excel d'aujourd'hui et LibreOffice (des archives qui le disent dès le début), Excel d'avant
   * 2007.
   */
  private static boolean classeur(byte[] debut) {
    if (commence(debut, 0xD0, 0xCF, 0x11, 0xE0)) {
      return true;
    }
    String tete = new String(debut, StandardCharsets.ISO_8859_1);
    return commence(debut, 'P', 'K', 3, 4)
        && (tete.contains("[Content_Types].xml")
            || tete.contains("xl/")
            || tete.contains("_rels/.rels")
            || tete.contains("opendocument.spreadsheet"));
  }

  private static String pasDecp(byte[] debut, String utile) {
    if (classeur(debut)) {
      return "C'est un classeur Excel, et non un fichier de données essentielles. Sur le profil"
          + " d'acheteur ou data.gouv.fr, téléchargez la version JSON ou XML ; un tableau"
          + " enregistré depuis Excel ne convient pas.";
    }
    if (commence(debut, '%', 'P', 'D', 'F')) {
      return "C'est un document PDF, et non un fichier de données essentielles. Téléchargez la"
          + " version JSON ou XML.";
    }
    if (commence(debut, 'P', 'K', 3, 4) || commence(debut, 0x1F, 0x8B)) {
      return "Ce fichier est une archive compressée. Décompressez-la et choisissez le fichier .json"
          + " ou .xml qu'elle contient.";
    }
    if (html(utile)) {
      return "Ce fichier est une page web et non un fichier de données essentielles. Sur le site,"
          + " suivez le lien de téléchargement jusqu'au fichier .json ou .xml.";
    }
    if (utile.charAt(0) == '[') {
      return "Ce fichier JSON est une simple liste, sans rubrique « marches » : ce n'est pas un"
          + " fichier de données essentielles. Choisissez le fichier DECP publié par"
          + " l'acheteur.";
    }
    return "Ce fichier n'est ni du JSON ni du XML. Si c'est un tableau (CSV, Excel), téléchargez"
        + " plutôt la version JSON ou XML des données essentielles.";
  }

  /**
   * Un caractère que XML 1.0 n'admet pas, brut ou par son numéro ({@code &#0;}), ne doit pas faire
   * perdre le fichier. Un caractère de contrôle devient son pendant C1, permis, que le contrôle de
   * l'objet signale encore ; ce que rien ne peut garder devient {@link SourceXml#RETIRE}, que la
   * lecture ôte en le disant.
   */
  private static final class XmlTolerant extends FilterReader {
    private static final Pattern REFERENCE = Pattern.compile("&#(?:(\\d+)|x(\\p{XDigit}+));");
    private static final int REFERENCE_MAX = 32;
    private final char[] lus = new char[1 << 13];
    private int debut;

    /** Ce qui précède est admis ; ce qui suit est le début d'une référence coupée. */
    private int propre;

    private int fin;
    private boolean epuise;

    XmlTolerant(Reader texte) {
      super(texte);
    }

    @Override
    public int read() throws IOException {
      return emplir() ? lus[debut++] : -1;
    }

    @Override
    public int read(char[] tampon, int place, int longueur) throws IOException {
      if (longueur > 0 && !emplir()) {
        return -1;
      }
      int n = Math.min(longueur, propre - debut);
      System.arraycopy(lus, debut, tampon, place, n);
      debut += n;
      return n;
    }

    @Override
    public long skip(long combien) throws IOException {
      long sautes = 0;
      while (sautes < combien && read() >= 0) {
        sautes++;
      }
      return sautes;
    }

    /** Faux à la fin. */
    private boolean emplir() throws IOException {
      while (debut == propre) {
        if (epuise) {
          return false;
        }
        System.arraycopy(lus, propre, lus, 0, fin - propre);
        fin -= propre;
        debut = 0;
        int n = in.read(lus, fin, lus.length - fin);
        epuise = n < 0;
        fin += Math.max(0, n);
        nettoyer();
      }
      return true;
    }

    private void nettoyer() {
      int ecrit = 0;
      int i = 0;
      while (i < fin) {
        char c = lus[i];
        if (c == '&' && !epuise && fin - i < REFERENCE_MAX) {
          break;
        }
        if (c == '&') {
          var reference =
              REFERENCE.matcher(CharBuffer.wrap(lus, i, Math.min(REFERENCE_MAX, fin - i)));
          if (reference.lookingAt() && !permis(point(reference))) {
            lus[ecrit++] = remplacant(point(reference));
            i += reference.end();
            continue;
          }
        }
        lus[ecrit++] = c < ' ' || c >= '\uFFFE' ? brut(c) : c;
        i++;
      }
      propre = ecrit;
      System.arraycopy(lus, i, lus, ecrit, fin - i);
      fin = ecrit + fin - i;
    }

    private static char brut(char c) {
      return permis(c) ? c : remplacant(c);
    }

    private static int point(Matcher reference) {
      var numero =
          reference.group(1) == null
              ? new BigInteger(reference.group(2), 16)
              : new BigInteger(reference.group(1));
      return numero.bitLength() > 21 ? Integer.MAX_VALUE : numero.intValue();
    }

    private static boolean permis(int point) {
      return point == '\t'
          || point == '\n'
          || point == '\r'
          || point >= ' ' && point < Character.MIN_SURROGATE
          || point > Character.MAX_SURROGATE && point < 0xFFFE
          || Character.isSupplementaryCodePoint(point);
    }

    /** Deux moitiés écrites l'une après l'autre refont un caractère ; seule, la lecture l'ôte. */
    private static char remplacant(int point) {
      return point > 0 && point < ' '
          ? (char) (0x80 + point)
          : point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
              ? (char) point
              : SourceXml.RETIRE;
    }
  }
}
