package fr.maillon.fichier;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;

/** Relit un fichier par ses morceaux, un seul à la fois en mémoire, et compte les octets remis. */
public final class FluxDeMorceaux extends InputStream {
  private final IntFunction<byte[]> morceaux;
  private byte[] courant = {};
  private int position;
  private int rang;
  private long remis;
  private boolean fini;

  /**
   * @param morceaux rend le morceau de ce rang, à partir de 0 ; null après le dernier
   */
  public FluxDeMorceaux(IntFunction<byte[]> morceaux) {
    this.morceaux = morceaux;
  }

  /** Octets remis jusqu'ici. */
  public long remis() {
    return remis;
  }

  @Override
  public int read() throws IOException {
    if (!avancer()) {
      return -1;
    }
    remis++;
    return courant[position++] & 0xff;
  }

  @Override
  public int read(byte[] tampon, int debut, int longueur) throws IOException {
    Objects.checkFromIndexSize(debut, longueur, tampon.length);
    if (longueur == 0) {
      return 0;
    }
    if (!avancer()) {
      return -1;
    }
    var n = Math.min(longueur, courant.length - position);
    System.arraycopy(courant, position, tampon, debut, n);
    position += n;
    remis += n;
    return n;
  }

  private boolean avancer() {
    while (!fini && position == courant.length) {
      var suivant = morceaux.apply(rang++);
      if (suivant == null) {
        fini = true;
      } else {
        courant = suivant;
        position = 0;
      }
    }
    return !fini;
  }
}
