package fr.maillon.web;

import static fr.maillon.web.Route.Entree.CENTRE;
import static fr.maillon.web.Route.Entree.EQUIPE;
import static fr.maillon.web.Route.Entree.ESPACE;
import static fr.maillon.web.Route.Entree.PORTEFEUILLE;
import static fr.maillon.web.Route.Entree.PUBLIQUE;
import static fr.maillon.web.Route.Entree.SOI;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Toutes les adresses, en un seul lieu. Ajouter une page : une ligne ici, une vue sous {@code
 * vues/}. La première ligne qui convient l'emporte : une adresse fixe se met avant celle qui a un
 * paramètre à la même place.
 */
public final class Routes {
  private static final List<Route> TABLE =
      Stream.of(
              // Communes
              new Route("/", "/interne/accueil", SOI, ""),
              new Route("/espaces", "/vues/bascule/espaces.xhtml", SOI, ""),
              new Route("/bascule.json", "/interne/bascule", SOI, ""),
              new Route("/epingles", "/interne/epingles", SOI, ""),
              new Route("/aide", "/vues/aide/aide.xhtml", SOI, ""),
              new Route("/aide/{persona}", "/vues/aide/persona.xhtml", SOI, ""),
              new Route("/accessibilite", "/vues/aide/accessibilite.xhtml", PUBLIQUE, ""),
              new Route("/deconnexion", "/interne/deconnexion", SOI, ""),
              new Route("/deconnecte", "/vues/accueil/deconnecte.xhtml", PUBLIQUE, ""),
              new Route("/invitation", "/vues/invitation/invitation.xhtml", PUBLIQUE, ""),
              new Route("/invitation/lien", "/interne/lien-invitation", PUBLIQUE, ""),
              new Route("/invitation/accepter", "/vues/invitation/accepter.xhtml", SOI, ""),
              new Route("/confirmer", "/interne/confirmer", SOI, ""),
              new Route("/confirmer/retour", "/interne/confirmation", SOI, ""),
              new Route("/m/{code}", "/vues/accueil/espace.xhtml", ESPACE, "accueil"),

              // Marchés
              new Route("/m/{code}/marches", "/vues/marche/liste.xhtml", ESPACE, "marches")
                  .deLaListe("marches"),
              new Route(
                  "/m/{code}/marches/nouveau", "/vues/marche/nouveau.xhtml", ESPACE, "marches"),
              Route.fichiers("/m/{code}/marches/{id}/lots", ESPACE, "marches", "lots"),
              new Route("/m/{code}/marches/{id}", "/vues/marche/detail.xhtml", ESPACE, "marches"),
              new Route(
                      "/m/{code}/marches/{id}/histoire",
                      "/vues/marche/histoire.xhtml",
                      ESPACE,
                      "marches")
                  .deLaListe("histoire"),
              new Route(
                  "/m/{code}/marches/{id}/lots/{lot}/versions",
                  "/vues/marche/versions.xhtml",
                  ESPACE,
                  "marches"),
              new Route(
                  "/m/{code}/marches/{id}/calibrage",
                  "/vues/clause/calibrage.xhtml",
                  ESPACE,
                  "marches"),

              // Imports
              new Route("/m/{code}/imports", "/vues/decp/imports.xhtml", ESPACE, "imports")
                  .deLaListe("imports"),
              new Route("/m/{code}/imports/{id}", "/vues/decp/import.xhtml", ESPACE, "imports"),
              Route.fichiers("/m/{code}/imports/{id}/lignes", ESPACE, "imports", "lignes-import"),

              // Travaux de fond
              new Route("/m/{code}/travaux/{id}", "/vues/travail/travail.xhtml", ESPACE, ""),

              // Assistance
              new Route("/m/{code}/demandes", "/vues/assistance/demandes.xhtml", ESPACE, "demandes")
                  .deLaListe("demandes"),
              new Route(
                  "/m/{code}/demandes/nouvelle",
                  "/vues/assistance/nouvelle.xhtml",
                  ESPACE,
                  "demandes"),
              new Route(
                  "/m/{code}/demandes/{id}", "/vues/assistance/demande.xhtml", ESPACE, "demandes"),
              new Route(
                      "/portefeuille",
                      "/vues/assistance/portefeuille.xhtml",
                      PORTEFEUILLE,
                      "travail")
                  .deLaListe("portefeuille"),
              Route.fichiers("/portefeuille/heures", PORTEFEUILLE, "travail", "heures-a-valider"),
              Route.fichiers("/portefeuille/clauses", PORTEFEUILLE, "travail", "clauses-a-decider"),
              new Route(
                  "/portefeuille/maitres-ouvrage",
                  "/vues/bascule/ensemble.xhtml",
                  PORTEFEUILLE,
                  "ensemble"),
              new Route(
                  "/portefeuille/filtres", "/vues/bascule/filtres.xhtml", PORTEFEUILLE, "travail"),
              new Route(
                  "/portefeuille/filtres/nouveau",
                  "/vues/bascule/filtre.xhtml",
                  PORTEFEUILLE,
                  "travail"),
              new Route(
                  "/portefeuille/filtres/{id}",
                  "/vues/bascule/filtre.xhtml",
                  PORTEFEUILLE,
                  "travail"),

              // Clauses
              new Route("/m/{code}/clauses", "/vues/clause/clauses.xhtml", ESPACE, "clauses")
                  .deLaListe("clauses"),
              new Route("/m/{code}/clauses/{id}", "/vues/clause/clause.xhtml", ESPACE, "clauses"),
              new Route("/equipe/grilles", "/vues/clause/grilles.xhtml", EQUIPE, "grilles")
                  .deLaListe("grilles"),

              // Exécution
              new Route("/m/{code}/filtres/nouveau", "/vues/filtre/nouveau.xhtml", ESPACE, ""),
              new Route("/m/{code}/filtres", "/vues/filtre/liste.xhtml", ESPACE, "")
                  .deLaListe("filtres"),
              new Route("/m/{code}/execution", "/vues/heures/execution.xhtml", ESPACE, "execution"),
              Route.fichiers("/m/{code}/contrats", ESPACE, "execution", "contrats"),
              Route.fichiers("/m/{code}/heures", ESPACE, "execution", "heures"),
              new Route(
                  "/m/{code}/contrats/nouveau", "/vues/heures/nouveau.xhtml", ESPACE, "execution"),
              new Route(
                  "/m/{code}/contrats/{id}", "/vues/heures/contrat.xhtml", ESPACE, "execution"),
              new Route(
                  "/m/{code}/heures/{id}", "/vues/heures/declaration.xhtml", ESPACE, "execution"),
              new Route(
                      "/equipe/participants",
                      "/vues/participant/participants.xhtml",
                      EQUIPE,
                      "participants")
                  .deLaListe("participants"),
              new Route(
                  "/equipe/participants/{id}",
                  "/vues/participant/participant.xhtml",
                  EQUIPE,
                  "participants"),

              // Journal, support
              new Route(
                      "/m/{code}/administration/journal",
                      "/vues/administration/journal.xhtml",
                      ESPACE,
                      "administration")
                  .deLaListe("journal"),
              new Route(
                  "/m/{code}/administration/support",
                  "/vues/administration/support.xhtml",
                  ESPACE,
                  "administration"),
              new Route(
                  "/m/{code}/administration/support/{id}",
                  "/vues/administration/acces.xhtml",
                  ESPACE,
                  "administration"),
              new Route("/support", "/vues/support/accueil.xhtml", SOI, ""),
              // Sortir, reprendre, effacer
              new Route(
                  "/m/{code}/administration/exports",
                  "/vues/archive/exports.xhtml",
                  ESPACE,
                  "administration"),
              new Route(
                  "/m/{code}/administration/exports/{id}/archive.zip",
                  "/interne/archive",
                  ESPACE,
                  "administration"),
              new Route(
                  "/m/{code}/administration/reprise",
                  "/vues/archive/reprise.xhtml",
                  ESPACE,
                  "administration"),
              new Route(
                  "/centre/certificats", "/vues/archive/certificats.xhtml", CENTRE, "certificats"),
              new Route(
                  "/centre/certificats/{id}",
                  "/vues/archive/certificat.xhtml",
                  CENTRE,
                  "certificats"),

              // Usage
              new Route(
                  "/m/{code}/administration/usage",
                  "/vues/usage/usage.xhtml",
                  ESPACE,
                  "administration"),
              new Route(
                  "/centre/espaces/{id}/limites", "/vues/usage/limites.xhtml", CENTRE, "espaces"),

              // Conventions et coordination
              new Route(
                  "/m/{code}/convention", "/vues/convention/espace.xhtml", ESPACE, "demandes"),
              new Route(
                      "/centre/conventions", "/vues/convention/liste.xhtml", CENTRE, "conventions")
                  .deLaListe("conventions"),
              new Route(
                  "/centre/conventions/nouvelle",
                  "/vues/convention/nouvelle.xhtml",
                  CENTRE,
                  "conventions"),
              new Route(
                  "/centre/conventions/{id}",
                  "/vues/convention/convention.xhtml",
                  CENTRE,
                  "conventions"),
              new Route(
                      "/equipe/affectations",
                      "/vues/coordination/affectations.xhtml",
                      EQUIPE,
                      "affectations")
                  .deLaListe("affectations"),
              new Route(
                      "/equipe/passations",
                      "/vues/coordination/passations.xhtml",
                      EQUIPE,
                      "passations")
                  .deLaListe("passations"),
              new Route(
                  "/equipe/charge", "/vues/coordination/charge.xhtml", PORTEFEUILLE, "charge"),

              // Personnes de l'espace
              new Route(
                      "/m/{code}/administration/personnes",
                      "/vues/personne/personnes.xhtml",
                      ESPACE,
                      "administration")
                  .deLaListe("personnes"),
              new Route(
                  "/m/{code}/administration/personnes/inviter",
                  "/vues/personne/inviter.xhtml",
                  ESPACE,
                  "administration"),
              new Route(
                  "/m/{code}/administration/personnes/{id}",
                  "/vues/personne/personne.xhtml",
                  ESPACE,
                  "administration"),
              new Route(
                  "/m/{code}/administration/personnes/{id}/identite",
                  "/vues/personne/identite.xhtml",
                  ESPACE,
                  "administration"),

              // L'espace lui-même
              new Route("/m/{code}/logo", "/interne/logo", ESPACE, ""),
              new Route(
                  "/m/{code}/administration/espace",
                  "/vues/espace/reglages.xhtml",
                  ESPACE,
                  "administration"),
              new Route(
                      "/m/{code}/beneficiaires",
                      "/vues/espace/beneficiaires.xhtml",
                      ESPACE,
                      "beneficiaires")
                  .deLaListe("beneficiaires"),
              // Espaces, au centre
              new Route("/centre/espaces", "/vues/centre/espaces.xhtml", CENTRE, "espaces")
                  .deLaListe("espaces"),
              new Route("/centre/espaces/nouveau", "/vues/centre/nouveau.xhtml", CENTRE, "espaces"),
              new Route("/centre/espaces/import", "/vues/centre/imports.xhtml", CENTRE, "espaces"),
              new Route(
                  "/centre/espaces/import/modele.csv",
                  "/interne/modele-espaces",
                  CENTRE,
                  "espaces"),
              new Route(
                  "/centre/espaces/import/{id}", "/vues/centre/import.xhtml", CENTRE, "espaces"),
              Route.fichiers(
                  "/centre/espaces/import/{id}/lignes", CENTRE, "espaces", "lignes-espaces"),
              new Route("/centre/espaces/{id}", "/vues/centre/espace.xhtml", CENTRE, "espaces"),
              new Route("/centre/espaces/{id}/logo", "/interne/logo", CENTRE, "espaces"),

              // L'équipe, au centre
              new Route("/centre/equipe", "/vues/equipe/equipe.xhtml", CENTRE, "equipe")
                  .deLaListe("equipe"),
              new Route("/centre/equipe/inviter", "/vues/equipe/inviter.xhtml", CENTRE, "equipe"),
              new Route("/centre/equipe/{id}", "/vues/equipe/membre.xhtml", CENTRE, "equipe"),
              new Route("/centre/personnes", "/vues/centre/personnes.xhtml", CENTRE, "equipe"),
              new Route("/centre/personnes/{id}", "/vues/centre/personne.xhtml", CENTRE, "equipe"),

              // Les paramètres, au centre
              new Route(
                      "/centre/parametres",
                      "/vues/parametre/parametres.xhtml",
                      CENTRE,
                      "parametres")
                  .deLaListe("parametres"),
              new Route(
                  "/centre/parametres/{parametre}",
                  "/vues/parametre/parametre.xhtml",
                  CENTRE,
                  "parametres"),

              // Consolidation
              new Route("/consolidation", "/vues/consolidation/annee.xhtml", CENTRE, "annee"),
              new Route("/consolidation.csv", "/interne/consolidation", CENTRE, ""),
              new Route("/consolidation.xlsx", "/interne/consolidation", CENTRE, ""))
          .flatMap(Route::etSesFichiers)
          .toList();

  /** L'adresse de la page où cette liste se filtre, dans cet espace. */
  public static Optional<String> deLaListe(String nom, String code) {
    return TABLE.stream()
        .filter(r -> nom.equals(r.liste()) && r.cible().endsWith(".xhtml"))
        .map(r -> r.motif().replace("{code}", code))
        .filter(a -> a.indexOf('{') < 0)
        .findFirst();
  }

  private Routes() {}

  /** Une route et les paramètres lus dans l'adresse. */
  public record Trouvee(Route route, Map<String, String> parametres) {}

  public static Optional<Trouvee> trouver(String chemin) {
    for (var route : TABLE) {
      var parametres = route.lire(chemin);
      if (parametres.isPresent()) {
        return Optional.of(new Trouvee(route, parametres.get()));
      }
    }
    return Optional.empty();
  }

  static List<Route> table() {
    return TABLE;
  }
}
