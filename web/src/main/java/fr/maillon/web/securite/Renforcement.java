package fr.maillon.web.securite;

import fr.maillon.assurance.Confirmer;
import fr.maillon.isolation.Identite;
import fr.maillon.web.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * L'aller et le retour d'une confirmation, du côté du navigateur. Ce que le retour doit trouver est
 * dans un cookie signé, pour cette personne et pour un quart d'heure : un code que quelqu'un
 * d'autre aurait obtenu, ou rejoué, ne trouve pas le sien.
 */
@ApplicationScoped
public class Renforcement {
  private static final String COOKIE = "MaillonTentative";
  private static final String USAGE = "tentative";
  private static final Duration DUREE = Duration.ofMinutes(15);

  @Inject Secret secret;
  @Inject Clock horloge;
  @Inject Confirmer confirmer;

  /**
   * Ce que le retour retrouve de l'aller.
   *
   * @param adresse une adresse de Maillon : où la personne allait
   */
  record EnCours(Confirmer.Tentative tentative, String adresse) {}

  /** L'adresse qui fait confirmer, puis ramène là. */
  public static String lien(String adresse) {
    return "/confirmer?vers=" + URLEncoder.encode(adresse, StandardCharsets.UTF_8);
  }

  /**
   * @return l'adresse de Keycloak
   */
  String partir(
      HttpServletRequest requete, HttpServletResponse reponse, Identite qui, String adresse) {
    var t = confirmer.tenter();
    reponse.addCookie(
        Cookies.creer(
            requete, COOKIE, tracer(new EnCours(t, adresse), qui), (int) DUREE.toSeconds()));
    return confirmer.adresse(t, qui);
  }

  /** Ne sert qu'une fois : le cookie s'en va. */
  Optional<EnCours> reprendre(
      HttpServletRequest requete, HttpServletResponse reponse, Identite qui) {
    var valeur = Cookies.lire(requete, COOKIE);
    valeur.ifPresent(_ -> reponse.addCookie(Cookies.efface(requete, COOKIE)));
    return valeur.flatMap(v -> lire(v, qui));
  }

  String tracer(EnCours e, Identite qui) {
    var t = e.tentative();
    var clair =
        horloge.instant().plus(DUREE).getEpochSecond()
            + "~"
            + t.etat()
            + "~"
            + t.nonce()
            + "~"
            + t.verifieur()
            + "~"
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(e.adresse().getBytes(StandardCharsets.UTF_8));
    return clair + "~" + secret.signer(USAGE, qui.id() + "~" + clair);
  }

  Optional<EnCours> lire(String valeur, Identite qui) {
    int fin = valeur.lastIndexOf('~');
    if (fin < 0
        || !secret.verifie(
            USAGE, qui.id() + "~" + valeur.substring(0, fin), valeur.substring(fin + 1))) {
      return Optional.empty();
    }
    var m = valeur.substring(0, fin).split("~", -1);
    if (horloge.instant().getEpochSecond() > Long.parseLong(m[0])) {
      return Optional.empty();
    }
    return Optional.of(
        new EnCours(
            new Confirmer.Tentative(m[1], m[2], m[3]),
            new String(Base64.getUrlDecoder().decode(m[4]), StandardCharsets.UTF_8)));
  }

  /**
   * Une adresse qui est bien l'une des nôtres ; sinon l'accueil : un lien ne mène pas ailleurs en
   * passant par ici.
   */
  static String adresseSure(String adresse) {
    if (adresse == null
        || !adresse.startsWith("/")
        || adresse.startsWith("//")
        || adresse.length() > 2_000
        || adresse.chars().anyMatch(c -> c < ' ' || c == '\\')) {
      return "/";
    }
    var chemin = adresse.split("[?#]", 2)[0];
    try {
      return Routes.trouver(URLDecoder.decode(chemin, StandardCharsets.UTF_8)).isPresent()
              && !chemin.startsWith("/confirmer")
          ? adresse
          : "/";
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }
}
