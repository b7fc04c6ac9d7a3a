package fr.maillon.maitreouvrage.archive;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Un grand fichier, gardé en base par morceaux d'un mébioctet : un seul à la fois en mémoire ;
 * {@link fr.maillon.fichier.FluxDeMorceaux} le relit.
 */
final class Morceaux {
  static final int TAILLE = 1 << 20;

  private Morceaux() {}

  /** Ce qui garde un morceau ; rangs à partir de 0. */
  interface Garde {
    void garder(int rang, byte[] contenu);
  }

  static final class Sortie extends OutputStream {
    private final Garde garde;
    private final byte[] tampon = new byte[TAILLE];
    private final MessageDigest empreinte = SignatureDArchive.sha256();
    private int rempli;
    private int rang;
    private long octets;

    Sortie(Garde garde) {
      this.garde = garde;
    }

    long octets() {
      return octets;
    }

    /** À lire une fois tout écrit. */
    String empreinte() {
      return HexFormat.of().formatHex(empreinte.digest());
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int debut, int longueur) {
      Objects.checkFromIndexSize(debut, longueur, b.length);
      empreinte.update(b, debut, longueur);
      octets += longueur;
      for (int d = debut, reste = longueur; reste > 0; ) {
        int n = Math.min(reste, TAILLE - rempli);
        System.arraycopy(b, d, tampon, rempli, n);
        rempli += n;
        d += n;
        reste -= n;
        if (rempli == TAILLE) {
          vider();
        }
      }
    }

    private void vider() {
      garde.garder(rang++, Arrays.copyOf(tampon, rempli));
      rempli = 0;
    }

    @Override
    public void close() {
      if (rempli > 0) {
        vider();
      }
    }
  }
}
