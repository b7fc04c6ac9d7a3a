package fr.maillon.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/**
 * La page d'une demande de trop : la même pour tous, elle est faite une fois par délai annoncé puis
 * redonnée telle quelle. Refuser doit coûter bien moins que servir, ou un espace bruyant gêne ses
 * voisins par ses seuls refus.
 */
final class RefusRapide {
  private static final int AU_PLUS = 120;
  private final ConcurrentHashMap<Long, byte[]> pages = new ConcurrentHashMap<>();

  /** Fait la page, sans rien lire de qui la demande. */
  interface Rendu {
    void faire(HttpServletResponse reponse) throws IOException, ServletException;
  }

  void repondre(HttpServletResponse reponse, long secondes, Rendu rendu)
      throws IOException, ServletException {
    var page = pages.get(secondes);
    if (page == null) {
      var copie = new Copie(reponse);
      rendu.faire(copie);
      page = copie.octets();
      if (pages.size() < AU_PLUS) {
        pages.put(secondes, page);
      }
    }
    reponse.resetBuffer();
    reponse.setStatus(429);
    reponse.setHeader("Retry-After", Long.toString(secondes));
    reponse.setContentType("text/html; charset=UTF-8");
    reponse.setContentLength(page.length);
    reponse.getOutputStream().write(page);
  }

  private static final class Copie extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final PrintWriter texte =
        new PrintWriter(new OutputStreamWriter(octets, StandardCharsets.UTF_8));

    Copie(HttpServletResponse reponse) {
      super(reponse);
    }

    byte[] octets() {
      texte.flush();
      return octets.toByteArray();
    }

    @Override
    public PrintWriter getWriter() {
      return texte;
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return new ServletOutputStream() {
        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener ecoute) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {
          octets.write(b);
        }

        @Override
        public void write(byte[] b, int debut, int longueur) {
          octets.write(b, debut, longueur);
        }
      };
    }

    @Override
    public void flushBuffer() {
      texte.flush();
    }

    @Override
    public void setContentLength(int longueur) {
      // la copie n'est pas la réponse
    }

    @Override
    public void setContentLengthLong(long longueur) {
      // la copie n'est pas la réponse
    }
  }
}
