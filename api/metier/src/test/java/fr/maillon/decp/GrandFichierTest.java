package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Un flux de plus de 60 Mo, fabriqué à mesure : rien ne s'accumule entre deux enregistrements. La
 * nuit : il mesure le tas, qu'une autre classe emplirait.
 */
@Tag("nuit")
class GrandFichierTest {
  private static final int NOMBRE = 65_000;
  private static final long TAS_MAX = 48L << 20;

  @Test
  void jsonDe2022() {
    String bourre = "x".repeat(900);
    verifier(
        new Fabrique(
            "{\"marches\":{\"marche\":[",
            i ->
                (i == 0 ? "" : ",")
                    + "{\"id\":\"M"
                    + i
                    + "\",\"acheteur\":{\"id\":\"21690123100011\"},\"objet\":\"Lot "
                    + i
                    + " "
                    + bourre
                    + "\",\"montant\":10.5,\"considerationsSociales\":"
                    + "{\"considerationSociale\":[\"Clause sociale\"]}}",
            "]}}"));
  }

  @Test
  void xmlDe2019() {
    String bourre = "x".repeat(900);
    verifier(
        new Fabrique(
            "<?xml version='1.0' encoding='utf8'?><marches>",
            i ->
                "<marche><id>M"
                    + i
                    + "</id><acheteur><id>21690123100011</id><nom>Ville</nom></acheteur><objet>Lot "
                    + i
                    + " "
                    + bourre
                    + "</objet><montant>10.5</montant></marche>",
            "</marches>"));
  }

  private static void verifier(Fabrique flux) {
    long[] vus = {0};
    long[] pire = {0};
    long avant = tas();
    new LecteurDecp()
        .lire(
            flux,
            e -> {
              assertThat(e.rang()).isEqualTo(++vus[0]);
              if (vus[0] % 15_000 == 0) {
                pire[0] = Math.max(pire[0], tas() - avant);
              }
            });
    assertThat(vus[0]).isEqualTo(NOMBRE);
    assertThat(flux.octets).isGreaterThan(60L << 20);
    assertThat(pire[0]).as("tas retenu en cours de lecture").isLessThan(TAS_MAX);
  }

  private static long tas() {
    System.gc();
    var r = Runtime.getRuntime();
    return r.totalMemory() - r.freeMemory();
  }

  /** Ne garde qu'un enregistrement à la fois. */
  private static final class Fabrique extends InputStream {
    private final LongFunction<String> enregistrement;
    private final String fin;
    private byte[] bloc;
    private int position;
    private long rang;
    private long octets;

    Fabrique(String debut, LongFunction<String> enregistrement, String fin) {
      this.bloc = debut.getBytes(StandardCharsets.UTF_8);
      this.enregistrement = enregistrement;
      this.fin = fin;
    }

    @Override
    public int read() {
      byte[] un = new byte[1];
      return read(un, 0, 1) < 0 ? -1 : un[0] & 0xFF;
    }

    @Override
    public int read(byte[] tampon, int debut, int longueur) {
      if (position == bloc.length) {
        if (rang > NOMBRE) {
          return -1;
        }
        bloc = (rang < NOMBRE ? enregistrement.apply(rang) : fin).getBytes(StandardCharsets.UTF_8);
        rang++;
        position = 0;
      }
      int n = Math.min(longueur, bloc.length - position);
      System.arraycopy(bloc, position, tampon, debut, n);
      position += n;
      octets += n;
      return n;
    }
  }
}
