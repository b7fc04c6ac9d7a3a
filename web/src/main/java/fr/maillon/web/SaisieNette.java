package fr.maillon.web;

import fr.maillon.saisie.Signes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ce qu'une page reçoit, sans les signes de commande ni les espaces invisibles des bords. Un mot de
 * passe se garde tel quel.
 */
final class SaisieNette extends HttpServletRequestWrapper {
  SaisieNette(HttpServletRequest requete) {
    super(requete);
  }

  @Override
  public String getParameter(String nom) {
    return nette(nom, super.getParameter(nom));
  }

  @Override
  public String[] getParameterValues(String nom) {
    return nettes(nom, super.getParameterValues(nom));
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    var nets = new LinkedHashMap<String, String[]>();
    super.getParameterMap().forEach((nom, valeurs) -> nets.put(nom, nettes(nom, valeurs)));
    return nets;
  }

  private static String[] nettes(String nom, String[] valeurs) {
    return valeurs == null
        ? null
        : Arrays.stream(valeurs).map(v -> nette(nom, v)).toArray(String[]::new);
  }

  /** Un navigateur envoie deux signes par fin de ligne, et n'en compte qu'un. */
  private static String finsDeLigne(String valeur) {
    return valeur == null ? null : valeur.replace("\r\n", "\n");
  }

  static String nette(String nom, String valeur) {
    return nom.toLowerCase(java.util.Locale.ROOT).contains("passe")
        ? valeur
        : finsDeLigne(Signes.propre(valeur));
  }
}
