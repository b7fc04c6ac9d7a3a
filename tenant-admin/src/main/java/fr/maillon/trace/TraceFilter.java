package fr.maillon.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Le premier filtre de chaque webapp : donne un numéro à la demande. Déclaré dans chaque {@code
 * web.xml}.
 */
public class TraceFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest demande, HttpServletResponse reponse, FilterChain suite)
      throws IOException, ServletException {
    try {
      Trace.<Void, Exception>call(
          demande.getHeader("traceparent"),
          () -> {
            suite.doFilter(demande, reponse);
            return null;
          });
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
