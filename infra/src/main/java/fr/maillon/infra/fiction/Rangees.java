package fr.maillon.infra.fiction;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The rows of one table, written in the text format of COPY and handed over by blocks: nothing is
 * kept.
 */
final class Rangees {
  /** Takes a block of whole rows. */
  interface Puits {
    void prendre(String copie, byte[] octets, int longueur);
  }

  private static final int BLOC = 1 << 20;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  final String table;
  private final String copie;
  private final Puits puits;
  private final CRC32C somme = new CRC32C();
  private byte[] octets = new byte[BLOC + (BLOC >> 2)];
  private int longueur;
  private boolean premiere = true;
  private long lignes;

  Rangees(String table, String colonnes, Puits puits) {
    this.table = table;
    this.copie = "copy " + table + " (" + colonnes + ") from stdin";
    this.puits = puits;
  }

  Rangees id(UUID id) {
    separer();
    if (id == null) {
      return vide();
    }
    var haut = id.getMostSignificantBits();
    var bas = id.getLeastSignificantBits();
    hex(haut, 60, 8);
    hex(haut, 28, 4);
    hex(haut, 12, 4);
    hex(bas, 60, 4);
    hex(bas, 44, 12);
    longueur--;
    return this;
  }

  /** Followed by a dash; the caller takes the last one back. */
  private void hex(long valeur, int depuis, int combien) {
    for (int i = 0, decalage = depuis; i < combien; i++, decalage -= 4) {
      octets[longueur++] = HEX[(int) (valeur >>> decalage) & 15];
    }
    octets[longueur++] = '-';
  }

  Rangees texte(String valeur) {
    separer();
    if (valeur == null) {
      return vide();
    }
    if (valeur.indexOf('\t') >= 0 || valeur.indexOf('\n') >= 0 || valeur.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("à échapper : " + valeur);
    }
    return mettre(valeur);
  }

  Rangees nombre(long valeur) {
    separer();
    return mettre(Long.toString(valeur));
  }

  /** Hours counted in quarters, or any number in quarters. */
  Rangees quarts(long quarts) {
    separer();
    var absolu = Math.abs(quarts);
    return mettre(
        (quarts < 0 ? "-" : "")
            + absolu / 4
            + switch ((int) (absolu % 4)) {
              case 0 -> ".00";
              case 1 -> ".25";
              case 2 -> ".50";
              default -> ".75";
            });
  }

  Rangees vrai(boolean valeur) {
    separer();
    octets[longueur++] = (byte) (valeur ? 't' : 'f');
    return this;
  }

  Rangees jour(LocalDate jour) {
    separer();
    return jour == null ? vide() : mettre(jour.toString());
  }

  /** That day, at a working hour that depends on the row. */
  Rangees instant(LocalDate jour) {
    separer();
    if (jour == null) {
      return vide();
    }
    mettre(jour.toString());
    octets[longueur++] = ' ';
    deux(8 + (int) (lignes % 9));
    octets[longueur++] = ':';
    deux((int) (lignes * 7 % 60));
    octets[longueur++] = ':';
    deux((int) (lignes * 13 % 60));
    octets[longueur++] = 'Z';
    return this;
  }

  private void deux(int n) {
    octets[longueur++] = (byte) ('0' + n / 10);
    octets[longueur++] = (byte) ('0' + n % 10);
  }

  Rangees rien() {
    separer();
    return vide();
  }

  void fin() {
    octets[longueur++] = '\n';
    premiere = true;
    lignes++;
    if (longueur >= BLOC) {
      vider();
    }
  }

  void vider() {
    if (longueur > 0) {
      somme.update(octets, 0, longueur);
      puits.prendre(copie, octets, longueur);
      octets = new byte[octets.length];
      longueur = 0;
    }
  }

  String copie() {
    return copie;
  }

  long lignes() {
    return lignes;
  }

  /** Of every byte given so far. */
  long somme() {
    return somme.getValue();
  }

  private void separer() {
    // a row holds a few kilobytes at most, a block has a quarter of a megabyte to spare
    if (premiere) {
      premiere = false;
    } else {
      octets[longueur++] = '\t';
    }
  }

  private Rangees vide() {
    octets[longueur++] = '\\';
    octets[longueur++] = 'N';
    return this;
  }

  @SuppressWarnings("deprecation")
  private Rangees mettre(String valeur) {
    boolean ascii = true;
    var n = valeur.length();
    for (int i = 0; i < n && ascii; i++) {
      ascii = valeur.charAt(i) < 0x80;
    }
    if (ascii) {
      // the cheap way out of a string that has one byte per character
      valeur.getBytes(0, n, octets, longueur);
      longueur += n;
    } else {
      var b = valeur.getBytes(StandardCharsets.UTF_8);
      System.arraycopy(b, 0, octets, longueur, b.length);
      longueur += b.length;
    }
    return this;
  }
}
