package fr.maillon.web.securite;

import fr.maillon.isolation.Identite;
import fr.maillon.web.Demande;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Le jeton de chaque formulaire : il dit pour qui, dans quel espace et quel jour le formulaire a
 * été affiché. Posté ailleurs, par un autre ou trop tard, il est refusé avant que Faces ait lu quoi
 * que ce soit.
 *
 * <p>Forme : {@code jour~zone~personne~signature}, le jour compté depuis 1970. Il vaut le jour même
 * et le lendemain. Un formulaire qui envoie un fichier le porte dans la chaîne de requête de son
 * adresse : le corps n'est pas lu avant qu'il soit vérifié.
 */
@ApplicationScoped
public class JetonCsrf {
  public static final String CHAMP = "_jeton";
  private static final String USAGE = "formulaire";

  /**
   * Au-delà d'une journée un formulaire n'agit plus ; une semaine encore, ce qui y est écrit se
   * rend à qui l'avait ouvert.
   */
  private static final int RELECTURE = 7;

  @Inject Secret secret;
  @Inject Clock horloge;

  /** Pourquoi le formulaire n'est pas reçu. */
  public record Refus(int statut, String detail) {}

  public JetonCsrf() {}

  JetonCsrf(Secret secret, Clock horloge) {
    this.secret = secret;
    this.horloge = horloge;
  }

  public String tracer(Identite identite, String zone) {
    var clair = LocalDate.now(horloge).toEpochDay() + "~" + zone + "~" + identite.id();
    return clair + "~" + secret.signer(USAGE, clair);
  }

  public Optional<Refus> verifier(HttpServletRequest requete, Demande demande) {
    return verifier(lire(requete), demande.identite(), demande.zone());
  }

  public Optional<Refus> verifier(String jeton, Identite identite, String zone) {
    var morceaux = jeton == null ? new String[0] : jeton.split("~", -1);
    if (morceaux.length != 4 || !morceaux[0].matches("[0-9]{1,6}")) {
      return Optional.of(
          new Refus(
              403,
              "Ce formulaire n'a pas de marque d'origine. Rien n'a été enregistré. Rouvrez la page,"
                  + " puis recommencez."));
    }
    if (!morceaux[2].equals(identite.id().toString()) || !signe(morceaux)) {
      return Optional.of(
          new Refus(
              403,
              "Ce formulaire a été affiché pour une autre personne, ou sa marque a été modifiée."
                  + " Rien n'a été enregistré. Rouvrez la page, puis recommencez."));
    }
    if (!morceaux[1].equals(zone)) {
      return Optional.of(
          new Refus(
              409,
              "Ce formulaire a été affiché pour "
                  + LieuDuFormulaire.enMots(morceaux[1])
                  + " et envoyé à "
                  + LieuDuFormulaire.enMots(zone)
                  + ". Rien n'a été enregistré, ni dans l'un ni dans l'autre."));
    }
    long age = LocalDate.now(horloge).toEpochDay() - Long.parseLong(morceaux[0]);
    if (age < 0 || age > 1) {
      return Optional.of(
          new Refus(
              409,
              "Ce formulaire est resté ouvert plus d'une journée. Rien n'a été enregistré. Rouvrez"
                  + " la page : elle montrera l'état d'aujourd'hui."));
    }
    return Optional.empty();
  }

  /**
   * Pour qui ce formulaire a été affiché, depuis une semaine au plus ; vide quand la marque n'est
   * pas la nôtre. Ne dit pas que cette personne parle.
   */
  Optional<UUID> auteur(String jeton) {
    var morceaux = jeton == null ? new String[0] : jeton.split("~", -1);
    if (morceaux.length != 4 || !morceaux[0].matches("[0-9]{1,6}") || !signe(morceaux)) {
      return Optional.empty();
    }
    long age = LocalDate.now(horloge).toEpochDay() - Long.parseLong(morceaux[0]);
    return age < 0 || age > RELECTURE
        ? Optional.empty()
        : Optional.of(UUID.fromString(morceaux[2]));
  }

  /**
   * Trop vieux pour agir, il peut se relire : affiché ici, pour cette personne, depuis une semaine
   * au plus.
   */
  public boolean relisible(HttpServletRequest requete, Demande demande) {
    return relisible(lire(requete), demande.identite(), demande.zone());
  }

  boolean relisible(String jeton, Identite identite, String zone) {
    return auteur(jeton).filter(identite.id()::equals).isPresent()
        && jeton.split("~", -1)[1].equals(zone);
  }

  private boolean signe(String[] morceaux) {
    return secret.verifie(USAGE, morceaux[0] + "~" + morceaux[1] + "~" + morceaux[2], morceaux[3]);
  }

  static String lire(HttpServletRequest requete) {
    var dansAdresse = valeur(requete.getQueryString());
    return envoieUnFichier(requete) || dansAdresse != null
        ? dansAdresse
        : requete.getParameter(CHAMP);
  }

  /** Le corps ne se lit qu'en le recevant : ce qu'il faut savoir avant est dans l'adresse. */
  public static boolean envoieUnFichier(HttpServletRequest requete) {
    var type = requete.getContentType();
    return type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/");
  }

  private static String valeur(String requete) {
    return requete == null
        ? null
        : Arrays.stream(requete.split("&"))
            .filter(p -> p.startsWith(CHAMP + "="))
            .findFirst()
            .map(p -> URLDecoder.decode(p.substring(CHAMP.length() + 1), StandardCharsets.UTF_8))
            .orElse(null);
  }

  /**
   * La chaîne de requête sans le jeton, ni ce qui rend une saisie : une adresse montrée ou partagée
   * n'en porte pas.
   */
  public static String sansJeton(String requete) {
    return requete == null
        ? ""
        : Arrays.stream(requete.split("&"))
            .filter(
                p ->
                    !p.isEmpty()
                        && !p.startsWith(CHAMP + "=")
                        && !p.startsWith(Reprise.PARAMETRE + "="))
            .collect(Collectors.joining("&"));
  }
}
