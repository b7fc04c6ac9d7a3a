package fr.maillon.decp;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Décode un fichier sans jamais remplacer ce qui ne se lit pas. Un fichier qu'on croyait en UTF-8
 * et qui n'en est pas se lit en Windows-1252, à condition que rien avant n'ait été de l'UTF-8 :
 * sinon deux encodages s'y mêlent, et il est refusé à cet endroit.
 */
final class Decodage extends Reader {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final InputStream octets;
  private final Puits puits;
  private final boolean utf8;
  private final ByteBuffer lus = ByteBuffer.allocate(1 << 16).limit(0);
  private final CharBuffer prets = CharBuffer.allocate(1 << 14).limit(0);
  private CharsetDecoder decodeur;
  private int ligne = 1;
  private boolean horsAscii;
  private boolean windows;
  private boolean fin;

  Decodage(InputStream octets, Charset charset, Puits puits) {
    this.octets = octets;
    this.puits = puits;
    utf8 = charset.equals(StandardCharsets.UTF_8);
    decodeur = strict(charset);
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Vrai dès que le fichier s'est révélé en Windows-1252. */
  boolean windows() {
    return windows;
  }

  @Override
  public int read(char[] tampon, int debut, int longueur) throws IOException {
    if (longueur == 0) {
      return 0;
    }
    while (!prets.hasRemaining()) {
      prets.clear();
      var resultat = decodeur.decode(lus, prets, fin);
      prets.flip();
      if (prets.hasRemaining()) {
        suivre();
      } else if (resultat.isError()) {
        replier();
      } else if (fin) {
        return -1;
      } else {
        emplir();
      }
    }
    int n = Math.min(longueur, prets.remaining());
    prets.get(tampon, debut, n);
    return n;
  }

  private void emplir() throws IOException {
    lus.compact();
    int n = octets.read(lus.array(), lus.position(), lus.remaining());
    fin = n < 0;
    lus.position(lus.position() + Math.max(0, n));
    lus.flip();
  }

  private void suivre() {
    for (int i = 0; i < prets.limit(); i++) {
      char c = prets.get(i);
      if (c == '\n') {
        ligne++;
      } else if (c >= 0x80) {
        horsAscii = true;
        // ce que deviennent les accents d'un vieux Mac : aucun texte français n'en a
        if (windows && (c == 'Ž' || c == 'ƒ')) {
          throw illisible();
        }
      }
    }
  }

  private void replier() {
    if (!utf8 || windows || horsAscii) {
      throw illisible();
    }
    windows = true;
    decodeur = strict(WINDOWS);
  }

  private FichierIllisible illisible() {
    return puits.rupture(
        "encodage",
        "À partir d'ici, les accents de ce fichier ne se lisent dans aucun encodage sûr : deux s'y"
            + " mêlent, ou il vient d'un logiciel ancien. Enregistrez-le en UTF-8, ou demandez-le"
            + " ainsi à celui qui le publie.",
        ligne,
        0,
        null);
  }

  @Override
  public void close() throws IOException {
    octets.close();
  }
}
