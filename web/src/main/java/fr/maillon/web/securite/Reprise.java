package fr.maillon.web.securite;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.saisiegardee.SaisiesGardees;
import fr.maillon.web.PageFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Un formulaire envoyé alors que la session avait pris fin. Sa marque signée dit pour qui il avait
 * été affiché : il est gardé pour cette personne, à cette adresse, une heure, et la page le lui
 * montre rempli quand elle revient connectée. Jamais il ne part de lui-même.
 */
@ApplicationScoped
public class Reprise {
  /** Dans l'adresse où l'on revient : la saisie à rendre. */
  public static final String PARAMETRE = "_reprise";

  /** Sur la requête, la phrase qui le dit : ce qu'elle porte se relit, et ne s'exécute pas. */
  public static final String RELIRE = Reprise.class.getName();

  /** Les champs qu'aucune page ne rend, et qui ne se gardent pas. */
  public static final Set<String> SECRETS = Set.of("motDePasse", "encore");

  private static final String COOKIE = "MaillonReprise";
  private static final String USAGE = "reprise";

  /**
   * Parmi les champs gardés : le fichier qu'on avait choisi, et qu'un navigateur ne laisse pas
   * rendre.
   */
  private static final String FICHIER = "_fichier";

  /** En octets, ce qu'on lit d'un envoi de qui n'est plus connecté. */
  public static final int RECU = 8 * 1024 * 1024;

  private static final JsonProvider JSON = JsonProvider.provider();

  /** Un mot d'une liste, un nombre, une date se retrouvent ; une phrase, non. */
  private static final int COURT = 15;

  private static final Envoi RIEN = new Envoi(null, false, null, List.of());

  /**
   * Ce qui reste d'un envoi dont la session avait fini.
   *
   * @param auteur pour qui le formulaire avait été affiché ; null quand rien n'est gardé
   * @param fichier son nom, à choisir de nouveau ; null : aucun
   * @param textes ce qui n'a pu être gardé, à recopier
   */
  public record Envoi(UUID auteur, boolean gardee, String fichier, List<String> textes) {}

  @Inject JetonCsrf jeton;
  @Inject Secret secret;
  @Inject SaisiesGardees saisies;

  /**
   * Depuis une servlet qui reçoit les fichiers.
   *
   * @param adresse publique, sa chaîne de requête comprise
   */
  public Envoi garder(HttpServletRequest requete, String adresse) throws IOException {
    long taille = requete.getContentLengthLong();
    if (!PageFilter.memeOrigine(requete) || taille < 0 || taille > RECU) {
      return RIEN;
    }
    boolean fichiers = JetonCsrf.envoieUnFichier(requete);
    var marque = JetonCsrf.lire(requete);
    var auteur = jeton.auteur(marque).orElse(null);
    if (fichiers && auteur == null) {
      return RIEN;
    }
    var fichier = fichiers ? fichier(requete) : null;
    var champs = new LinkedHashMap<>(requete.getParameterMap());
    champs
        .keySet()
        .removeIf(nom -> nom.equals(PARAMETRE) || nom.equals(FICHIER) || SECRETS.contains(nom));
    if (auteur != null) {
      champs.put(JetonCsrf.CHAMP, new String[] {marque});
      if (fichier != null) {
        champs.put(FICHIER, new String[] {fichier});
      }
      if (TenantScope.call(
          new Identite(auteur, "", "", Set.of()),
          new Perimetre.Identification(),
          () -> saisies.garder(adresse, ecrire(champs)))) {
        return new Envoi(auteur, true, fichier, List.of());
      }
    }
    return new Envoi(
        null,
        false,
        fichier,
        champs.entrySet().stream()
            .filter(c -> !c.getKey().startsWith("_") && !c.getKey().contains("ViewState"))
            .flatMap(c -> Arrays.stream(c.getValue()))
            .filter(v -> v.strip().length() > COURT)
            .distinct()
            .toList());
  }

  /**
   * Le nom du premier fichier choisi ; null : aucun. Lire les morceaux rend aussi les champs du
   * formulaire à la requête.
   */
  private static String fichier(HttpServletRequest requete) throws IOException {
    try {
      return requete.getParts().stream()
          .map(Part::getSubmittedFileName)
          .filter(n -> n != null && !n.isBlank())
          .findFirst()
          .orElse(null);
    } catch (ServletException e) {
      throw new IOException(e);
    }
  }

  /** La requête telle qu'elle avait été envoyée ; vide : rien à rendre à cette personne, ici. */
  public Optional<HttpServletRequest> rendre(
      HttpServletRequest requete, Identite identite, String zone, String adresse) {
    var contenu =
        TenantScope.call(
            identite, new Perimetre.Identification(), () -> saisies.reprendre(adresse));
    return contenu
        .map(Reprise::lire)
        .filter(
            p ->
                p.containsKey(JetonCsrf.CHAMP)
                    && jeton.relisible(p.get(JetonCsrf.CHAMP)[0], identite, zone))
        .map(
            p -> {
              requete.setAttribute(
                  RELIRE,
                  "Voici ce que vous aviez saisi : relisez, puis envoyez."
                      + (p.containsKey(FICHIER)
                          ? " Le fichier « " + p.get(FICHIER)[0] + " » est à choisir de nouveau."
                          : ""));
              return new Rendue(requete, p);
            });
  }

  /** Retient où revenir, et qui, quand la connexion ne ramène pas d'elle-même à l'adresse. */
  public void laisser(
      HttpServletRequest requete, HttpServletResponse reponse, String adresse, UUID auteur) {
    var texte = encode(adresse) + "~" + auteur;
    reponse.addCookie(
        Cookies.creer(
            requete,
            COOKIE,
            texte + "~" + secret.signer(USAGE, texte),
            (int) SaisiesGardees.DUREE.toSeconds()));
  }

  /** L'adresse retenue pour cette personne, son paramètre compris ; vide : aucune. */
  public Optional<String> suite(HttpServletRequest requete, UUID personne) {
    return retenue(requete)
        .filter(m -> m[1].equals(personne.toString()))
        .map(m -> avec(decode(m[0])));
  }

  /** Une saisie attend quelqu'un sur ce poste. */
  public boolean attend(HttpServletRequest requete) {
    return retenue(requete).isPresent();
  }

  private Optional<String[]> retenue(HttpServletRequest requete) {
    return Cookies.lire(requete, COOKIE)
        .map(v -> v.split("~", -1))
        .filter(m -> m.length == 3 && secret.verifie(USAGE, m[0] + "~" + m[1], m[2]));
  }

  public void oublier(HttpServletRequest requete, HttpServletResponse reponse) {
    reponse.addCookie(Cookies.efface(requete, COOKIE));
  }

  public static String avec(String adresse) {
    return adresse + (adresse.contains("?") ? "&" : "?") + PARAMETRE + "=1";
  }

  static String ecrire(Map<String, String[]> champs) {
    var liste = JSON.createArrayBuilder();
    champs.forEach(
        (nom, valeurs) ->
            Arrays.stream(valeurs)
                .forEach(v -> liste.add(JSON.createArrayBuilder().add(nom).add(v))));
    return liste.build().toString();
  }

  static Map<String, String[]> lire(String contenu) {
    var lus = new LinkedHashMap<String, List<String>>();
    try (var json = JSON.createReader(new StringReader(contenu))) {
      json.readArray()
          .getValuesAs(JsonArray.class)
          .forEach(
              c -> lus.computeIfAbsent(c.getString(0), _ -> new ArrayList<>()).add(c.getString(1)));
    }
    var champs = new LinkedHashMap<String, String[]>();
    lus.forEach((nom, valeurs) -> champs.put(nom, valeurs.toArray(String[]::new)));
    return champs;
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
    public Collection<Part> getParts() {
      return List.of();
    }

    @Override
    public Part getPart(String nom) {
      return null;
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
