package fr.maillon.rest;

import fr.maillon.regle.RegleMetier;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Un corps JSON est borné ; les fichiers, lus en flux par leur ressource, ont leur propre borne. */
@Provider
public class CorpsBorne implements ReaderInterceptor {
  static final int MAXIMUM = 1_000_000;

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext lecture) throws IOException {
    if (lecture.getType() != InputStream.class && lecture.getMediaType().isCompatible(jakarta.ws.rs.core.MediaType.APPLICATION_JSON_TYPE)) {
      lecture.setInputStream(new Borne(lecture.getInputStream()));
    }
    return lecture.proceed();
  }

  private static final class Borne extends FilterInputStream {
    private long lus;

    Borne(InputStream source) {
      super(source);
    }

    @Override
    public int read() throws IOException {
      var octet = super.read();
      compter(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] tampon, int debut, int longueur) throws IOException {
      var n = super.read(tampon, debut, longueur);
      compter(Math.max(n, 0));
      return n;
    }

    private void compter(int n) {
      lus += n;
      if (lus > MAXIMUM) {
        throw new RegleMetier("trop-volumineux", "Le corps dépasse " + MAXIMUM + " octets.");
      }
    }
  }
}
