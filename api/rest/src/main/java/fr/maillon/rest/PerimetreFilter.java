package fr.maillon.rest;

import fr.maillon.acces.OuvrirPerimetre;
import fr.maillon.acces.OuvrirPerimetre.Destination;
import fr.maillon.fichier.CorpsRecu;
import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Identite;
import fr.maillon.saisie.Signes;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Ouvre le périmètre que l'adresse demande, avant toute ressource : aucune ne peut l'oublier. Le
 * jeton dit qui parle ; la base, relue à chaque demande, dit où il peut entrer.
 */
public class PerimetreFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final Set<String> ROLES =
      Set.of("agent", "facilitateur", "coordinateur", "administrateur-central", "support");

  @Inject transient OuvrirPerimetre perimetres;

  /**
   * Le client de la démonstration : ses jetons ne se rafraîchissent pas et ne portent pas {@code
   * auth_time}, leur émission en tient lieu. Absent en production.
   */
  @Inject
  @ConfigProperty(name = "maillon.client.mot.de.passe")
  transient Optional<String> parMotDePasse;

  @Override
  protected void doFilter(
      HttpServletRequest demande, HttpServletResponse reponse, FilterChain suite)
      throws IOException, ServletException {
    reponse.setHeader("Cache-Control", "no-store");
    reponse.setHeader("X-Content-Type-Options", "nosniff");
    try {
      // L'authentification se demande ici et non par une contrainte du conteneur, dont le 401 n'a
      // pas de corps. Ce filtre couvre tout /v1.
      if (!porteUnJeton(demande)
          || demande.getUserPrincipal() == null && !authentifie(demande, reponse)
          || !(demande.getUserPrincipal() instanceof JsonWebToken)) {
        reponse.setHeader("WWW-Authenticate", "Bearer realm=\"maillon\"");
        ecrire(
            reponse,
            Problem.de(
                401,
                "non-authentifie",
                "Présentez un jeton d'accès valide (en-tête Authorization: Bearer …)."));
        return;
      }
      if (illisible(demande)) {
        ecrire(
            reponse,
            Problem.de(
                400, "adresse-illisible", "L'adresse porte un signe que l'on ne peut pas lire."));
        return;
      }
      Entetes.verifier(demande);
      var jeton = identite(demande);
      var entree =
          perimetres.ouvrir(
              jeton,
              destination(
                  demande
                      .getRequestURI()
                      .substring(demande.getContextPath().length() + "/v1".length()),
                  jeton));
      var identite = entree.identite();
      var perimetre = entree.perimetre();
      if (!aUnCorps(demande)) {
        perimetres.<Void, Exception>servir(
            identite,
            perimetre,
            () -> {
              suite.doFilter(demande, reponse);
              return null;
            });
        return;
      }
      OuvrirPerimetre.exigerEcriture(perimetre);
      var recue = CorpsRecu.lire(demande);
      ScopedValue.CallableOp<Void, Exception> corps =
          () -> {
            suite.doFilter(recue, reponse);
            return null;
          };
      if (recue.entier()) {
        perimetres.servir(identite, perimetre, corps);
      } else {
        perimetres.recevoir(identite, perimetre, corps);
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      ecrire(
          reponse,
          Refus.de(e instanceof ServletException s && s.getCause() != null ? s.getCause() : e));
    }
  }

  /**
   * Un signe de commande (NUL…), ou un échappement mal formé, dans le chemin ou dans ses
   * paramètres.
   */
  static boolean illisible(HttpServletRequest demande) {
    return illisible(demande.getRequestURI()) || illisible(demande.getQueryString());
  }

  private static boolean illisible(String ecrit) {
    try {
      return ecrit != null
          && (ecrit.indexOf('%') >= 0 || Signes.interdits(ecrit))
          && Signes.interdits(URLDecoder.decode(ecrit, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean aUnCorps(HttpServletRequest demande) {
    return demande.getContentLengthLong() > 0 || demande.getHeader("Transfer-Encoding") != null;
  }

  /**
   * La session des pages n'ouvre pas l'API : un autre site la ferait servir à l'insu de qui est
   * connecté.
   */
  private static boolean porteUnJeton(HttpServletRequest demande) {
    var autorisation = demande.getHeader("Authorization");
    return autorisation != null && autorisation.regionMatches(true, 0, "Bearer ", 0, 7);
  }

  /** Le conteneur écrit son propre refus : on l'écarte pour garder le nôtre. */
  private static boolean authentifie(HttpServletRequest demande, HttpServletResponse reponse)
      throws IOException, ServletException {
    return demande.authenticate(
            new HttpServletResponseWrapper(reponse) {
              @Override
              public void sendError(int status) {
                setStatus(status);
              }

              @Override
              public void sendError(int status, String message) {
                setStatus(status);
              }
            })
        && demande.getUserPrincipal() != null;
  }

  static Destination destination(String chemin, Identite qui) {
    var morceaux = chemin.split("/", -1);
    var premier = morceaux.length > 1 ? morceaux[1].replaceFirst("\\.(csv|xlsx)$", "") : "";
    return switch (premier) {
      case "maitres-ouvrage" ->
          morceaux.length > 2 && !morceaux[2].isEmpty()
              ? new Destination.UnEspace(morceaux[2])
              : new Destination.Soi();
      case "portefeuille" -> new Destination.Portefeuille();
      case "equipe" ->
          morceaux.length > 2 && morceaux[2].equals("charge")
              ? new Destination.Portefeuille()
              : new Destination.Equipe();
      case "participants", "grilles" -> new Destination.Equipe();
      case "travaux" ->
          qui.a("administrateur-central") ? new Destination.Centre() : new Destination.Equipe();
      case "centre", "consolidation" -> new Destination.Centre();
      default -> new Destination.Soi();
    };
  }

  private Identite identite(HttpServletRequest demande) {
    if (!(demande.getUserPrincipal() instanceof JsonWebToken jeton)) {
      throw new IllegalStateException(
          "identité qui ne vient pas d'un jeton : " + demande.getUserPrincipal());
    }
    return new Identite(
        UUID.fromString(jeton.getSubject()),
        jeton.getName(),
        jeton.getName(),
        jeton.getGroups() == null
            ? Set.of()
            : jeton.getGroups().stream().filter(ROLES::contains).collect(Collectors.toSet()),
        Assurance.de(jeton.getClaim("acr"), authentifieLe(jeton)));
  }

  /** Quand la personne s'est connectée ; d'un jeton rafraîchi, ce n'est pas quand il a été émis. */
  private Instant authentifieLe(JsonWebToken jeton) {
    Number secondes =
        jeton.getClaim("auth_time") instanceof Number n && n.longValue() > 0
            ? n
            : parMotDePasse
                .filter(p -> p.equals(jeton.getClaim("azp")))
                .map(_ -> jeton.getIssuedAtTime())
                .orElse(null);
    return secondes == null ? null : Instant.ofEpochSecond(secondes.longValue());
  }

  static void ecrire(HttpServletResponse reponse, Problem probleme) throws IOException {
    if (reponse.isCommitted()) {
      throw new IOException("réponse déjà commencée : " + probleme.code());
    }
    var corps = probleme.json().toString().getBytes(StandardCharsets.UTF_8);
    reponse.resetBuffer();
    reponse.setStatus(probleme.status());
    probleme.defi().ifPresent(d -> reponse.setHeader("WWW-Authenticate", d));
    if (probleme.retryAfter() != null) {
      reponse.setHeader("Retry-After", probleme.retryAfter().toString());
    }
    reponse.setContentType(Problem.MEDIA_TYPE);
    reponse.setContentLength(corps.length);
    reponse.getOutputStream().write(corps);
  }
}
