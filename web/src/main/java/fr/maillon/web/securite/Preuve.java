package fr.maillon.web.securite;

import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Identite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Que la personne a confirmé, et quand : un cookie signé qui ne vaut que pour elle et pour cette
 * connexion, sans rien garder sur le serveur.
 */
@ApplicationScoped
public class Preuve {
  static final String COOKIE = "MaillonPreuve";
  private static final String USAGE = "preuve";
  private static final Pattern FORME = Pattern.compile("[0-9]{1,12}~[A-Za-z0-9_-]+");

  @Inject Secret secret;

  public Preuve() {}

  Preuve(Secret secret) {
    this.secret = secret;
  }

  /**
   * La personne connectée, avec le plus fort de ce que disent sa connexion et sa dernière
   * confirmation.
   */
  public Identite completer(HttpServletRequest requete, Identite qui) {
    return Cookies.lire(requete, COOKIE)
        .flatMap(valeur -> lire(valeur, Connexion.marque(requete)))
        .map(le -> qui.avec(qui.assurance().ou(new Assurance(true, le))))
        .orElse(qui);
  }

  public Cookie laisser(HttpServletRequest requete, Instant le) {
    return Cookies.creer(requete, COOKIE, tracer(le, Connexion.marque(requete)), -1);
  }

  String tracer(Instant le, String connexion) {
    return le.getEpochSecond() + "~" + secret.signer(USAGE, connexion + "~" + le.getEpochSecond());
  }

  Optional<Instant> lire(String valeur, String connexion) {
    if (!FORME.matcher(valeur).matches()) {
      return Optional.empty();
    }
    int milieu = valeur.indexOf('~');
    var quand = valeur.substring(0, milieu);
    return secret.verifie(USAGE, connexion + "~" + quand, valeur.substring(milieu + 1))
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(quand)))
        : Optional.empty();
  }
}
