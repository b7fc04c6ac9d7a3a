package fr.maillon.web;

import fr.maillon.acces.OuvrirPerimetre;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.Indisponible;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.TropDeDemandes;
import fr.maillon.web.commun.Message;
import fr.maillon.web.commun.Recents;
import fr.maillon.web.securite.Connexion;
import fr.maillon.web.securite.JetonCsrf;
import fr.maillon.web.securite.LieuDuFormulaire;
import fr.maillon.web.securite.Preuve;
import fr.maillon.web.securite.Renforcement;
import fr.maillon.web.securite.Reprise;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * L'entrée de toutes les pages : qui parle, quelle route, quel périmètre, et, pour ce qui écrit,
 * quel formulaire. Rien ne s'exécute avant qu'elle ait répondu aux quatre.
 */
public class PageFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Identite PERSONNE = new Identite(new UUID(0, 0), "", "", Set.of());

  /**
   * Une page tient dans ce tampon : tant qu'elle n'est pas finie, une faute peut encore la
   * remplacer par une page d'erreur.
   */
  private static final int TAMPON = 256 * 1024;

  private final transient RefusRapide refusRapide = new RefusRapide();

  @Inject transient OuvrirPerimetre perimetres;
  @Inject transient JetonCsrf jeton;
  @Inject transient Message message;
  @Inject transient Reprise reprise;
  @Inject transient Preuve preuve;

  @Override
  protected void doFilter(HttpServletRequest recue, HttpServletResponse reponse, FilterChain suite)
      throws IOException, ServletException {
    var requete = new SaisieNette(recue);
    var chemin = chemin(requete);
    if (statique(chemin)) {
      suite.doFilter(requete, reponse);
      return;
    }
    reponse.setBufferSize(TAMPON);
    var identite =
        Connexion.identite(requete).map(i -> preuve.completer(requete, i)).orElse(PERSONNE);
    if (chemin.length() > 1 && chemin.endsWith("/")) {
      reponse.sendRedirect(encode(chemin.replaceAll("/+$", "").replaceAll("^/{2,}", "/")));
      return;
    }
    var trouvee = Routes.trouver(chemin).orElse(null);
    if (trouvee == null) {
      erreur(requete, reponse, identite, 404, null);
      return;
    }
    if (!lisible(requete)) {
      erreur(requete, reponse, identite, 400, null);
      return;
    }
    boolean ecrit = "POST".equals(requete.getMethod());
    if (!ecrit && !"GET".equals(requete.getMethod()) && !"HEAD".equals(requete.getMethod())) {
      reponse.setHeader("Allow", "GET, HEAD, POST");
      reponse.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    try {
      if (ecrit && identite == PERSONNE && trouvee.route().entree() != Route.Entree.PUBLIQUE) {
        perimetres.compterDehors(requete.getRemoteAddr());
        sessionFinie(requete, reponse, chemin);
        return;
      }
      servir(requete, reponse, identite, trouvee, chemin, ecrit);
    } catch (Introuvable e) {
      erreur(requete, reponse, identite, 404, e);
    } catch (Interdit e) {
      erreur(requete, reponse, identite, 403, e);
    } catch (TropDeDemandes e) {
      refusRapide.repondre(
          reponse,
          e.secondes(),
          copie -> {
            requete.setAttribute("refus", new JetonCsrf.Refus(429, e.getMessage()));
            afficher(
                requete, copie, PERSONNE, new Perimetre.Aucun(), 429, "/vues/erreurs/429.xhtml");
          });
    } catch (Exception e) {
      var insuffisante = AssuranceInsuffisante.dans(e);
      if (insuffisante.isPresent()) {
        renforcer(requete, reponse, identite, insuffisante.get(), chemin, ecrit);
        return;
      }
      var indisponible = Indisponible.dans(e);
      if (indisponible.isPresent() && !reponse.isCommitted()) {
        indisponible(requete, reponse, indisponible.get());
        return;
      }
      switch (e) {
        case IOException x -> throw x;
        case ServletException x -> throw x;
        case RuntimeException x -> throw x;
        default -> throw new ServletException(e);
      }
    }
  }

  /**
   * Un encodage inconnu, un « % » que rien ne suit : le serveur ne le dit qu'en lisant. Un envoi de
   * fichier, lui, ne se lit pas encore.
   */
  private static boolean lisible(HttpServletRequest requete) {
    try {
      return JetonCsrf.envoieUnFichier(requete) || requete.getParameterMap() != null;
    } catch (IllegalStateException | IllegalArgumentException e) {
      return false;
    }
  }

  /** La base ne répond pas : la page ne lit rien, pas même qui la demande. */
  private static void indisponible(
      HttpServletRequest requete, HttpServletResponse reponse, Indisponible cause)
      throws IOException, ServletException {
    reponse.setHeader("Retry-After", Long.toString(cause.secondes()));
    requete.setAttribute("refus", new JetonCsrf.Refus(503, cause.getMessage()));
    afficher(requete, reponse, PERSONNE, new Perimetre.Aucun(), 503, "/vues/erreurs/503.xhtml");
  }

  /** Ce que la page dit à qui doit confirmer : pourquoi, par où, et si sa saisie est gardée. */
  public record AConfirmer(
      boolean fraiche, boolean gardee, boolean perdue, String lien, String adresse) {}

  /** Qui lit y va tout droit ; qui envoyait ou sortait quelque chose apprend d'abord pourquoi. */
  private void renforcer(
      HttpServletRequest requete,
      HttpServletResponse reponse,
      Identite identite,
      AssuranceInsuffisante refus,
      String chemin,
      boolean ecrit)
      throws IOException, ServletException {
    var adresse = adresse(requete, chemin);
    boolean gardee = ecrit && EnvoiRetenuServlet.retenir(requete, reponse, adresse).gardee();
    var lien = Renforcement.lien(gardee ? Reprise.avec(adresse) : adresse);
    if (!ecrit && !refus.fraiche()) {
      reponse.resetBuffer();
      reponse.sendRedirect(lien);
      return;
    }
    requete.setAttribute(
        "aConfirmer",
        new AConfirmer(refus.fraiche(), gardee, ecrit && !gardee, lien, ecrit ? adresse : "/"));
    var perimetre =
        refus.fraiche()
            ? Demande.de(requete).map(Demande::perimetre).orElse(new Perimetre.Identification())
            : new Perimetre.Identification();
    afficher(
        requete,
        reponse,
        Demande.de(requete).map(Demande::identite).orElse(identite),
        perimetre,
        403,
        "/vues/erreurs/confirmation.xhtml");
  }

  private void servir(
      HttpServletRequest requete,
      HttpServletResponse reponse,
      Identite connectee,
      Routes.Trouvee trouvee,
      String chemin,
      boolean ecrit)
      throws Exception {
    var route = trouvee.route();
    if (route.entree() == Route.Entree.PUBLIQUE && connectee.equals(PERSONNE)) {
      perimetres.compterDehors(requete.getRemoteAddr());
    }
    var entree =
        route.entree() == Route.Entree.PUBLIQUE
            ? new OuvrirPerimetre.Entree(nommee(connectee), new Perimetre.Aucun())
            : perimetres.ouvrir(connectee, route.destination(trouvee.parametres()));
    var identite = entree.identite();
    var perimetre = entree.perimetre();
    var demande =
        new Demande(
            route,
            trouvee.parametres(),
            identite,
            perimetre,
            chemin,
            JetonCsrf.sansJeton(requete.getQueryString()),
            LieuDuFormulaire.de(perimetre));
    demande.poser(requete);
    if (ecrit) {
      if (!memeOrigine(requete)) {
        refuser(
            requete,
            reponse,
            demande,
            new JetonCsrf.Refus(
                403, "Cette demande vient d'un autre site. Rien n'a été enregistré."));
        return;
      }
      var refus = jeton.verifier(requete, demande);
      if (refus.isPresent()
          && route.cible().endsWith(".xhtml")
          && jeton.relisible(requete, demande)) {
        requete.setAttribute(
            Reprise.RELIRE,
            "Cette page était ouverte depuis plus d'une journée : relisez, puis envoyez.");
      } else if (refus.isPresent()) {
        refuser(requete, reponse, demande, refus.get());
        return;
      }
    } else {
      message.reprendre(requete, reponse);
      if (perimetre instanceof Perimetre.UnMaitreOuvrage(var espace)) {
        Recents.noter(requete, reponse, espace.code());
      }
    }
    var servie = requete;
    if (!ecrit && requete.getParameter(Reprise.PARAMETRE) != null) {
      var rendue =
          route.cible().endsWith(".xhtml")
              ? reprise.rendre(requete, identite, demande.zone(), demande.adresse())
              : Optional.<HttpServletRequest>empty();
      if (rendue.isEmpty()) {
        reponse.sendRedirect(encode(demande.adresse()));
        return;
      }
      servie = rendue.get();
    }
    var enfin = servie;
    ScopedValue.CallableOp<Void, Exception> page =
        () -> {
          requete.getRequestDispatcher(route.cible()).forward(enfin, reponse);
          return null;
        };
    // un fichier se lit pendant que la page se sert : il n'y prend pas une place où l'on travaille
    if (ecrit && JetonCsrf.envoieUnFichier(requete)) {
      OuvrirPerimetre.exigerEcriture(perimetre);
      perimetres.recevoir(identite, perimetre, page);
    } else {
      perimetres.servir(identite, perimetre, page);
    }
  }

  /**
   * La session a perdu qui parlait : ce que la personne venait d'écrire l'attend, et rien d'autre
   * ne s'exécute.
   */
  private static void sessionFinie(
      HttpServletRequest requete, HttpServletResponse reponse, String chemin)
      throws IOException, ServletException {
    var adresse = adresse(requete, chemin);
    boolean gardee = EnvoiRetenuServlet.retenir(requete, reponse, adresse).gardee();
    requete.setAttribute("suite", gardee ? Reprise.avec(adresse) : adresse);
    afficher(
        requete,
        reponse,
        PERSONNE,
        new Perimetre.Aucun(),
        HttpServletResponse.SC_UNAUTHORIZED,
        "/vues/erreurs/401.xhtml");
  }

  public static String adresse(HttpServletRequest requete, String chemin) {
    var suite = JetonCsrf.sansJeton(requete.getQueryString());
    return suite.isEmpty() ? chemin : chemin + "?" + suite;
  }

  /**
   * Une adresse dont le chemin est lu en clair, telle qu'un en-tête la porte : un « % » ou une
   * lettre d'ailleurs la rompraient.
   */
  static String encode(String adresse) {
    int requete = adresse.indexOf('?');
    try {
      return new URI(null, null, requete < 0 ? adresse : adresse.substring(0, requete), null)
              .toASCIIString()
          + (requete < 0 ? "" : adresse.substring(requete));
    } catch (URISyntaxException e) {
      return "/";
    }
  }

  private void refuser(
      HttpServletRequest requete,
      HttpServletResponse reponse,
      Demande demande,
      JetonCsrf.Refus refus)
      throws IOException, ServletException {
    requete.setAttribute("refus", refus);
    afficher(
        requete,
        reponse,
        demande.identite(),
        demande.perimetre(),
        refus.statut(),
        "/vues/erreurs/formulaire.xhtml");
  }

  private void erreur(
      HttpServletRequest requete,
      HttpServletResponse reponse,
      Identite identite,
      int statut,
      Exception cause)
      throws IOException, ServletException {
    requete.setAttribute(
        "refus", new JetonCsrf.Refus(statut, cause == null ? "" : cause.getMessage()));
    afficher(
        requete,
        reponse,
        nommee(identite),
        new Perimetre.Identification(),
        statut,
        "/vues/erreurs/" + statut + ".xhtml");
  }

  private Identite nommee(Identite identite) {
    return identite.equals(PERSONNE) ? PERSONNE : perimetres.reconnaitre(identite);
  }

  /**
   * Une page de refus ne rejoue jamais ce qui a été posté : Faces la traite comme une première
   * visite.
   */
  private static void afficher(
      HttpServletRequest requete,
      HttpServletResponse reponse,
      Identite identite,
      Perimetre perimetre,
      int statut,
      String vue)
      throws IOException, ServletException {
    if (reponse.isCommitted()) {
      throw new ServletException("réponse déjà commencée");
    }
    reponse.resetBuffer();
    reponse.setStatus(statut);
    try {
      TenantScope.<Void, Exception>call(
          identite,
          perimetre,
          () -> {
            requete.getRequestDispatcher(vue).forward(new SansCorps(requete), reponse);
            return null;
          });
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  /**
   * Sec-Fetch-Site quand le navigateur le dit, sinon Origin. Ni l'un ni l'autre : le jeton décide
   * seul.
   */
  public static boolean memeOrigine(HttpServletRequest requete) {
    var site = requete.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    var origine = requete.getHeader("Origin");
    return origine == null
        || origine.equals(requete.getScheme() + "://" + requete.getHeader("Host"));
  }

  static boolean statique(String chemin) {
    return chemin.startsWith("/ressources/")
        || chemin.startsWith("/theme/")
        || chemin.equals("/favicon.ico");
  }

  public static String chemin(HttpServletRequest requete) {
    var info = requete.getPathInfo();
    var chemin = requete.getServletPath() + (info == null ? "" : info);
    return chemin.isEmpty() ? "/" : chemin;
  }

  static final class SansCorps extends jakarta.servlet.http.HttpServletRequestWrapper {
    SansCorps(HttpServletRequest requete) {
      super(requete);
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getParameter(String nom) {
      return null;
    }

    @Override
    public String[] getParameterValues(String nom) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public java.util.Enumeration<String> getParameterNames() {
      return java.util.Collections.emptyEnumeration();
    }
  }
}
