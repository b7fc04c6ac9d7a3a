package fr.maillon.fichier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** L'horloge est celle de l'essai : nulle attente. */
class RythmeTest {
  private long maintenant;

  @Test
  void unOctetToutesLesTroisSecondesEstArreteApresLePremierMoment() {
    var recu = new CorpsRecu.Rythme(source(100_000, 1, Duration.ofSeconds(3)), () -> maintenant);
    assertThatThrownBy(recu::readAllBytes).isInstanceOf(Lenteur.class);
    assertThat(Duration.ofNanos(maintenant))
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
  }

  @Test
  void uneConnexionLenteMaisQuiAvancePasse() throws IOException {
    var recu =
        new CorpsRecu.Rythme(source(300_000, 2_048, Duration.ofSeconds(1)), () -> maintenant);
    assertThat(recu.readAllBytes()).hasSize(300_000);
  }

  @Test
  void unPetitCorpsQuiTardeUnPeuPasse() throws IOException {
    var recu = new CorpsRecu.Rythme(source(3, 1, Duration.ofSeconds(3)), () -> maintenant);
    assertThat(recu.readAllBytes()).hasSize(3);
  }

  @Test
  void leDelaiDuServeurEstUneLenteur() {
    var muet =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException(new java.net.SocketTimeoutException("x"));
          }
        };
    assertThatThrownBy(() -> new CorpsRecu.Rythme(muet, () -> maintenant).readAllBytes())
        .isInstanceOf(Lenteur.class);
  }

  @Test
  void uneConnexionRompueNEnEstPasUne() {
    var rompu =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("x");
          }
        };
    assertThatThrownBy(() -> new CorpsRecu.Rythme(rompu, () -> maintenant).readAllBytes())
        .isInstanceOf(IOException.class);
  }

  /** Ce que le serveur fait entre deux lectures n'est pas à la charge de qui envoie. */
  @Test
  void leTempsDuServeurNeComptePas() throws IOException {
    var recu = new CorpsRecu.Rythme(source(30, 1, Duration.ofMillis(1)), () -> maintenant);
    for (int i = 0; i < 30; i++) {
      assertThat(recu.read()).isNotNegative();
      maintenant += Duration.ofSeconds(60).toNanos();
    }
    assertThat(recu.read()).isNegative();
  }

  private InputStream source(int octets, int alaFois, Duration attente) {
    return new InputStream() {
      private int restent = octets;

      @Override
      public int read() throws IOException {
        var un = new byte[1];
        return read(un, 0, 1) < 0 ? -1 : un[0];
      }

      @Override
      public int read(byte[] tampon, int debut, int longueur) {
        if (restent == 0) {
          return -1;
        }
        maintenant += attente.toNanos();
        int n = Math.min(Math.min(longueur, alaFois), restent);
        restent -= n;
        return n;
      }
    };
  }
}
