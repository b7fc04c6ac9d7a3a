package fr.maillon.web.commun;

import fr.maillon.web.securite.Cookies;
import fr.maillon.web.securite.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * La phrase qui suit un geste à travers la redirection : dans un cookie signé qui ne sert qu'une
 * fois, sans session.
 */
@ApplicationScoped
public class Message {
  private static final String COOKIE = "MaillonMessage";
  private static final String USAGE = "message";

  /** L'attribut de requête où la page la trouve. */
  public static final String ATTRIBUT = "message";

  private static final int LONGUEUR = 1_000;

  @Inject Secret secret;

  public void laisser(HttpServletRequest requete, HttpServletResponse reponse, String phrase) {
    var court = phrase.length() > LONGUEUR ? phrase.substring(0, LONGUEUR) : phrase;
    var texte =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(court.getBytes(StandardCharsets.UTF_8));
    reponse.addCookie(
        Cookies.creer(requete, COOKIE, texte + "~" + secret.signer(USAGE, texte), 60));
  }

  public void reprendre(HttpServletRequest requete, HttpServletResponse reponse) {
    Cookies.lire(requete, COOKIE)
        .ifPresent(
            valeur -> {
              reponse.addCookie(Cookies.efface(requete, COOKIE));
              var morceaux = valeur.split("~", -1);
              if (morceaux.length == 2 && secret.verifie(USAGE, morceaux[0], morceaux[1])) {
                requete.setAttribute(
                    ATTRIBUT,
                    new String(Base64.getUrlDecoder().decode(morceaux[0]), StandardCharsets.UTF_8));
              }
            });
  }
}
