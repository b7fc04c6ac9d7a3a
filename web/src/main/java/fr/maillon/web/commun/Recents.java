package fr.maillon.web.commun;

import fr.maillon.web.securite.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Les derniers espaces ouverts sur ce poste : des codes d'adresse, pour l'ordre de la liste. Ne
 * donne aucun droit.
 */
public final class Recents {
  private static final String COOKIE = "MaillonRecents";
  private static final int COMBIEN = 5;
  private static final int SEMESTRE = 180 * 24 * 3600;

  private Recents() {}

  public static List<String> lire(HttpServletRequest requete) {
    return Cookies.lire(requete, COOKIE)
        .map(
            v ->
                Arrays.stream(v.split("\\."))
                    .filter(c -> c.matches("[a-z0-9-]{2,40}"))
                    .distinct()
                    .limit(COMBIEN)
                    .toList())
        .orElse(List.of());
  }

  public static void noter(HttpServletRequest requete, HttpServletResponse reponse, String code) {
    var avant = lire(requete);
    if (!avant.isEmpty() && avant.getFirst().equals(code)) {
      return;
    }
    var apres = new ArrayList<String>(List.of(code));
    avant.stream().filter(c -> !c.equals(code)).limit(COMBIEN - 1).forEach(apres::add);
    reponse.addCookie(Cookies.creer(requete, COOKIE, String.join(".", apres), SEMESTRE));
  }
}
