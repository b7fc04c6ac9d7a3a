package fr.maillon.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * La page d'erreur que le serveur montre de lui-même ne relit pas l'envoi en faute : ce qu'il
 * refuse de lire la ferait échouer à son tour.
 */
public class ErreurFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest requete, HttpServletResponse reponse, FilterChain suite)
      throws IOException, ServletException {
    suite.doFilter(new PageFilter.SansCorps(requete), reponse);
  }
}
