package fr.maillon.fichier;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Une demande dont le corps est déjà là, ou s'il est grand, dont le début l'est. Lire d'abord,
 * prendre une place ensuite : qui envoie un octet toutes les trois secondes n'occupe que sa
 * connexion. Ce qui suit le début, un fichier, est lu au fil de l'eau, et doit avancer.
 */
public final class CorpsRecu extends HttpServletRequestWrapper {
  /** Octets lus avant de prendre une place : tout corps qui n'est pas un fichier y tient. */
  public static final int DEBUT = 1 << 20;

  /** Le temps qu'une connexion met à prendre son rythme. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Octets par seconde, en moyenne : le quart d'une ligne analogique. */
  private static final long RYTHME = 1_024;

  private final byte[] debut;
  private final InputStream suite;
  private ServletInputStream flux;

  private CorpsRecu(HttpServletRequest demande, byte[] debut, InputStream suite) {
    super(demande);
    this.debut = debut;
    this.suite = suite;
  }

  /**
   * @throws Lenteur le corps n'arrive pas
   */
  public static CorpsRecu lire(HttpServletRequest demande) throws IOException {
    var recu = new Rythme(demande.getInputStream(), System::nanoTime);
    // un fichier qui s'annonce se refuse sur son annonce, avant d'être envoyé
    if (demande.getContentLengthLong() > DEBUT) {
      return new CorpsRecu(demande, new byte[0], recu);
    }
    var debut = recu.readNBytes(DEBUT);
    return new CorpsRecu(demande, debut, debut.length < DEBUT ? null : recu);
  }

  /** Tout le corps est là. */
  public boolean entier() {
    return suite == null;
  }

  @Override
  public ServletInputStream getInputStream() {
    if (flux == null) {
      var tout =
          suite == null
              ? new ByteArrayInputStream(debut)
              : new SequenceInputStream(new ByteArrayInputStream(debut), suite);
      flux = new Flux(tout);
    }
    return flux;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  /** Refuse ce qui, passé le premier moment, arrive en moyenne sous le rythme. */
  static final class Rythme extends InputStream {
    private final InputStream source;
    private final LongSupplier horloge;
    private long attendu;
    private long octets;

    Rythme(InputStream source, LongSupplier horloge) {
      this.source = source;
      this.horloge = horloge;
    }

    @Override
    public int read() throws IOException {
      var un = new byte[1];
      int n = read(un, 0, 1);
      return n < 0 ? -1 : un[0] & 0xff;
    }

    @Override
    public int read(byte[] tampon, int ou, int longueur) throws IOException {
      long avant = horloge.getAsLong();
      int n;
      try {
        n = source.read(tampon, ou, longueur);
      } catch (IOException e) {
        if (silencieux(e)) {
          throw new Lenteur();
        }
        throw e;
      }
      // seule l'attente de l'envoi compte : ce que nous faisons des octets entre deux lectures
      // n'est pas à sa charge
      attendu += horloge.getAsLong() - avant;
      if (n > 0) {
        octets += n;
        long secondes = (attendu - GRACE.toNanos()) / 1_000_000_000L;
        if (secondes > 0 && octets < secondes * RYTHME) {
          throw new Lenteur();
        }
      }
      return n;
    }

    /** Le serveur a cessé d'attendre le premier : son délai de lecture. */
    private static boolean silencieux(Throwable faute) {
      for (var t = faute; t != null && t != t.getCause(); t = t.getCause()) {
        if (t instanceof SocketTimeoutException
            || t.getClass().getSimpleName().contains("Timeout")) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  private static final class Flux extends ServletInputStream {
    private final InputStream source;
    private boolean fini;

    Flux(InputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      int octet = source.read();
      fini |= octet < 0;
      return octet;
    }

    @Override
    public int read(byte[] tampon, int debut, int longueur) throws IOException {
      int n = source.read(tampon, debut, longueur);
      fini |= n < 0;
      return n;
    }

    @Override
    public int available() throws IOException {
      return source.available();
    }

    @Override
    public boolean isFinished() {
      return fini;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener ecoute) {
      throw new UnsupportedOperationException("lecture asynchrone");
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
