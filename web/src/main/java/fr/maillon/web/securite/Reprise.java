package fr.maillon.web.securite;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.saisiegardee.SaisiesGardees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Un formulaire envoyé alors que la session avait pris fin. Sa marque signée dit pour qui il avait été affiché : il est gardé pour cette
 * personne, à cette adresse, une heure, et la page le lui montre rempli quand elle revient connectée. Jamais il ne part de lui-même.
 */
@ApplicationScoped
public class Reprise {
  /** Dans l'adresse où l'on revient : la saisie à rendre. */
  public static final String PARAMETRE = "_reprise";
  /** Sur la requête : ce qu'elle porte se relit, et ne s'exécute pas. */
  public static final String RELIRE = Reprise.class.getName();
  private static final String COOKIE = "MaillonReprise";
  private static final String USAGE = "reprise";

  @Inject Jeton jeton;
  @Inject Secret secret;
  @Inject SaisiesGardees saisies;

  /** @param adresse publique, sa chaîne de requête comprise ; @return vrai : la saisie est gardée */
  public boolean garder(HttpServletRequest requete, String adresse) {
    var type = requete.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded") || requete.getContentLengthLong() < 0
        || requete.getContentLengthLong() > SaisiesGardees.OCTETS) {
      return false;
    }
    var auteur = jeton.auteur(requete.getParameter(Jeton.CHAMP));
    if (auteur.isEmpty()) {
      return false;
    }
    var contenu = new StringBuilder();
    requete.getParameterMap().forEach((nom, valeurs) -> List.of(valeurs).forEach(v -> contenu.append(contenu.isEmpty() ? "" : "&").append(encode(nom)).append('=').append(encode(v))));
    return TenantScope.call(new Identite(auteur.get(), "", "", Set.of()), new Perimetre.Identification(), () -> saisies.garder(adresse, contenu.toString()));
  }

  /** La requête telle qu'elle avait été envoyée ; vide : rien à rendre à cette personne, ici. */
  public Optional<HttpServletRequest> reprendre(HttpServletRequest requete, Identite identite, String zone, String adresse) {
    var contenu = TenantScope.call(identite, new Perimetre.Identification(), () -> saisies.reprendre(adresse));
    return contenu.map(Reprise::lire).filter(p -> p.containsKey(Jeton.CHAMP) && jeton.verifier(p.get(Jeton.CHAMP)[0], identite, zone).isEmpty())
        .map(p -> {
          requete.setAttribute(RELIRE, Boolean.TRUE);
          return new Rendue(requete, p);
        });
  }

  /** Retient où revenir, quand la connexion ne ramène pas d'elle-même à l'adresse. */
  public void laisser(HttpServletRequest requete, HttpServletResponse reponse, String adresse) {
    var texte = encode(adresse);
    reponse.addCookie(Cookies.creer(requete, COOKIE, texte + "~" + secret.signer(USAGE, texte), (int) SaisiesGardees.DUREE.toSeconds()));
  }

  /** L'adresse retenue, son paramètre compris ; vide : aucune. */
  public Optional<String> suite(HttpServletRequest requete) {
    return Cookies.lire(requete, COOKIE).map(v -> v.split("~", -1)).filter(m -> m.length == 2 && secret.verifie(USAGE, m[0], m[1])).map(m -> avec(decode(m[0])));
  }

  public void oublier(HttpServletRequest requete, HttpServletResponse reponse) {
    reponse.addCookie(Cookies.efface(requete, COOKIE));
  }

  public static String avec(String adresse) {
    return adresse + (adresse.contains("?") ? "&" : "?") + PARAMETRE + "=1";
  }

  static Map<String, String[]> lire(String contenu) {
    var lus = new LinkedHashMap<String, List<String>>();
    for (var paire : contenu.split("&")) {
      int egal = paire.indexOf('=');
      if (egal > 0) {
        lus.computeIfAbsent(decode(paire.substring(0, egal)), _ -> new ArrayList<>()).add(decode(paire.substring(egal + 1)));
      }
    }
    var parametres = new LinkedHashMap<String, String[]>();
    lus.forEach((nom, valeurs) -> parametres.put(nom, valeurs.toArray(String[]::new)));
    return parametres;
  }

  private static String encode(String texte) {
    return URLEncoder.encode(texte, StandardCharsets.UTF_8);
  }

  private static String decode(String texte) {
    return URLDecoder.decode(texte, StandardCharsets.UTF_8);
  }

  private static final class Rendue extends HttpServletRequestWrapper {
    private final Map<String, String[]> parametres;

    Rendue(HttpServletRequest requete, Map<String, String[]> parametres) {
      super(requete);
      this.parametres = parametres;
    }

    @Override
    public String getMethod() {
      return "POST";
    }

    @Override
    public String getContentType() {
      return "application/x-www-form-urlencoded";
    }

    @Override
    public String getParameter(String nom) {
      return parametres.containsKey(nom) ? parametres.get(nom)[0] : null;
    }

    @Override
    public String[] getParameterValues(String nom) {
      return parametres.get(nom);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Collections.unmodifiableMap(parametres);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parametres.keySet());
    }
  }
}
