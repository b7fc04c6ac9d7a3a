package fr.maillon.infra.demo;

import com.fasterxml.jackson.databind.JsonNode;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The year of the five maîtres d'ouvrage, told through the API: each call with the token of who
 * would make it. Contracts and people are invented, and their names say so. Played again after a
 * failure, it leaves what is already there.
 */
final class Scenario {
  /** One worksite: its lots, and how many people worked on it. */
  private record Chantier(
      String espace,
      String numero,
      String objet,
      String cpv,
      List<Lot> lots,
      String mecanisme,
      String article,
      String taux,
      int personnes) {}

  private record Lot(String objet, String montant, int mois, String grille) {}

  private static final List<Chantier> CHANTIERS =
      List.of(
          new Chantier(
              "aix-marseille",
              "DEMO-T-041",
              "Requalification de la promenade du port de démonstration",
              "45233262",
              List.of(
                  new Lot("Terrassement et réseaux", "2800000.00", 16, "MACONNERIE"),
                  new Lot("Serrurerie", "840000.00", 12, "CHARPENTE")),
              "CLAUSE_EXECUTION",
              null,
              "0.06",
              14),
          new Chantier(
              "lyon",
              "DEMO-T-003",
              "Groupe scolaire des Tilleuls (fiction), réhabilitation",
              "45214210",
              List.of(
                  new Lot("Peinture", "800000.00", 10, "PEINTURE"),
                  new Lot("Maçonnerie", "2000000.00", 14, "MACONNERIE"),
                  new Lot("Charpente", "1200000.00", 8, "CHARPENTE")),
              "CLAUSE_EXECUTION",
              null,
              "0.05",
              12),
          new Chantier(
              "archipel-habitat",
              "DEMO-T-112",
              "Réhabilitation de 112 logements, résidence imaginaire des Embruns",
              "45440000",
              List.of(
                  new Lot("Peinture et sols", "900000.00", 18, "PEINTURE"),
                  new Lot("Gros oeuvre", "1100000.00", 18, "BATIMENT")),
              "CLAUSE_EXECUTION",
              null,
              "0.07",
              13),
          new Chantier(
              "chu-caen",
              "DEMO-S-017",
              "Bionettoyage des bâtiments A à F (fiction)",
              "90910000",
              List.of(new Lot("Bionettoyage", "640000.00", 24, "SERVICES_INSEE")),
              "CLAUSE_EXECUTION",
              null,
              "0.10",
              4),
          new Chantier(
              "ugap",
              "DEMO-F-009",
              "Impression et mise sous pli (fiction), lot réservé",
              "79800000",
              List.of(new Lot("Mise sous pli", "180000.00", 24, "SERVICES_INSEE")),
              "LOT_RESERVE",
              "L2113-12",
              "0.50",
              3));

  private static final String[] PRENOMS = {
    "Alix", "Bahia", "Camille", "Dario", "Elsa", "Farid", "Gaïa", "Hugo", "Inès", "Jonas", "Keira",
    "Lino", "Maya", "Nour", "Oscar", "Pia"
  };
  private static final String[] NOMS = {"Exemple", "Fictif", "Modèle", "Imaginaire", "Factice"};
  private static final String[] CRITERES = {
    "DELD", "RSA", "JEUNE_MOINS_26", "SENIOR_PLUS_50", "RESIDENT_QPV", "DETLD"
  };
  private static final String[] NIVEAUX = {
    "INFRA_CAP", "CAP_BEP", "BAC", "INFRA_CAP", "CAP_BEP", "BAC_PLUS_2"
  };
  // SIRET inventé, à clé juste : aucune entreprise réelle n'est visée
  private static final String EMPLOYEUR = "99999999800019";

  private final Client api;
  private final LocalDate jour;

  private Scenario(Client api, LocalDate jour) {
    this.api = api;
    this.jour = jour;
  }

  /** Plays every step, and says in a few words what is there. */
  static String jouer(ServerStack pile) throws IOException {
    var scenario =
        new Scenario(new Client(pile), LocalDate.now(java.time.ZoneId.of("Europe/Paris")));
    var publies = 0;
    for (var chantier : CHANTIERS) {
      publies += scenario.publier(chantier.espace());
    }
    var gens = scenario.inscrire(CHANTIERS.stream().mapToInt(Chantier::personnes).sum() - 8);
    var premier = 0;
    for (var chantier : CHANTIERS) {
      scenario.vivre(chantier, gens, premier);
      // deux personnes passent d'un chantier au suivant : on les compte une fois
      premier += chantier.personnes() - 2;
    }
    scenario.demander();
    return publies
        + " lots publiés, "
        + CHANTIERS.size()
        + " chantiers, "
        + gens.size()
        + " participants inventés";
  }

  /** Steps 0 and 1: an invented file in the published format, imported by the buyer's agent. */
  private int publier(String espace) throws IOException {
    var agent = "agent-" + espace;
    var siret = api.get(agent, "/maitres-ouvrage/" + espace).get("sirets").get(0).asText();
    var fichier = FichierPublie.de(siret, espace, jour);
    var travail = api.envoyer(agent, "/maitres-ouvrage/" + espace + "/imports/decp", fichier);
    return api.attendre(agent, travail, etat -> etat.get("etat").asText().equals("TERMINE"))
        .get("lus")
        .asInt();
  }

  private List<String> inscrire(int nombre) throws IOException {
    var dejaLa = api.get("facilitateur1", "/participants?taille=100").get("elements");
    var gens = new ArrayList<String>();
    for (int i = 0; i < nombre; i++) {
      var nom = NOMS[i % NOMS.length] + "-" + (char) ('A' + i / NOMS.length);
      var prenom = PRENOMS[i % PRENOMS.length];
      var connu = trouver(dejaLa, nom, prenom);
      gens.add(connu != null ? connu : inscrireUne(i, nom, prenom));
    }
    return gens;
  }

  private String inscrireUne(int i, String nom, String prenom) throws IOException {
    var critere = CRITERES[i % CRITERES.length];
    var naissance =
        switch (critere) {
          case "JEUNE_MOINS_26" -> jour.minusYears(21).withDayOfYear(1 + i);
          case "SENIOR_PLUS_50" -> jour.minusYears(55).withDayOfYear(1 + i);
          default -> jour.minusYears(28 + i % 20).withDayOfYear(1 + i);
        };
    var id =
        api.creer(
            "facilitateur1",
            "/participants",
            Map.of(
                "nom",
                nom,
                "prenom",
                prenom,
                "dateNaissance",
                naissance.toString(),
                "sexe",
                i % 4 == 0 ? "F" : "M",
                "niveau",
                NIVEAUX[i % NIVEAUX.length],
                "residenceQpv",
                critere.equals("RESIDENT_QPV")));
    api.creer(
        "facilitateur1",
        "/participants/" + id + "/eligibilites",
        Map.of(
            "critere",
            critere,
            "preuve",
            "Attestation de moins de trois mois (fiction)",
            "preuveVueLe",
            debutAnnee().toString(),
            "decision",
            "ELIGIBLE",
            "dateEntree",
            debutAnnee().toString()));
    return id;
  }

  private static String trouver(JsonNode elements, String nom, String prenom) {
    for (var p : elements) {
      if (p.get("nom").asText().equals(nom) && p.get("prenom").asText().equals(prenom)) {
        return p.get("id").asText();
      }
    }
    return null;
  }

  /** Steps 2 to 6 for one worksite: asked, calibrated, accepted, then months of hours. */
  private void vivre(Chantier chantier, List<String> gens, int premier) throws IOException {
    var agent = "agent-" + chantier.espace();
    var ici = "/maitres-ouvrage/" + chantier.espace();
    if (api.get(agent, ici + "/marches?q=" + chantier.numero()).get("total").asInt() > 0) {
      return;
    }
    var marche =
        api.creer(
            agent,
            ici + "/marches",
            Map.of(
                "numero",
                chantier.numero(),
                "objet",
                chantier.objet(),
                "codeCpv",
                chantier.cpv(),
                "lots",
                chantier.lots().stream()
                    .map(
                        l ->
                            Map.of(
                                "objet",
                                l.objet(),
                                "montantHt",
                                new BigDecimal(l.montant()),
                                "dureeMois",
                                l.mois(),
                                "codeCpv",
                                chantier.cpv()))
                    .toList()));
    var demande =
        api.creer(
            agent,
            ici + "/demandes",
            Map.of(
                "marcheId",
                marche,
                "service",
                "CALIBRAGE",
                "besoin",
                "Calculer les heures d'insertion de chaque lot avant la consultation.",
                "dateSouhaitee",
                jour.plusDays(30).toString()));
    api.poster(
        "facilitateur1",
        ici + "/demandes/" + demande + "/prise-en-charge",
        version("facilitateur1", ici + "/demandes/" + demande, Map.of()));
    var engagements = new ArrayList<String>();
    var lots = api.get(agent, ici + "/marches/" + marche + "/lots").get("elements");
    for (int i = 0; i < chantier.lots().size(); i++) {
      var clause =
          new java.util.HashMap<String, Object>(
              Map.of(
                  "lotId",
                  lots.get(i).get("id").asText(),
                  "mecanisme",
                  chantier.mecanisme(),
                  "tauxInsertion",
                  new BigDecimal(chantier.taux()),
                  "grille",
                  chantier.lots().get(i).grille()));
      if (chantier.article() != null) {
        clause.put("article", chantier.article());
      }
      var id = api.creer("facilitateur1", ici + "/clauses", clause);
      api.poster(
          agent,
          ici + "/clauses/" + id + "/acceptation",
          version(agent, ici + "/clauses/" + id, Map.of()));
      engagements.add(api.get(agent, ici + "/clauses/" + id).get("engagement").get("id").asText());
    }
    api.poster(
        "facilitateur1",
        ici + "/demandes/" + demande + "/conclusion",
        version(
            "facilitateur1",
            ici + "/demandes/" + demande,
            Map.of("texte", "Calibrage fait lot par lot, clauses acceptées.")));
    executer(ici, engagements, gens.subList(premier, premier + chantier.personnes()));
  }

  private void executer(String ici, List<String> engagements, List<String> gens)
      throws IOException {
    var mois = new ArrayList<YearMonth>();
    for (var m = YearMonth.from(debutAnnee());
        m.isBefore(YearMonth.from(jour)) && mois.size() < 4;
        m = m.plusMonths(1)) {
      mois.add(m);
    }
    for (int i = 0; i < gens.size(); i++) {
      var contrat =
          api.creer(
              "facilitateur1",
              ici + "/contrats",
              Map.of(
                  "engagementId",
                  engagements.get(i % engagements.size()),
                  "participantId",
                  gens.get(i),
                  "nature",
                  i % 3 == 0 ? "CTT" : "CDD",
                  "modalite",
                  i % 3 == 0 ? "MISE_A_DISPOSITION" : "EMBAUCHE_DIRECTE",
                  "employeurSiret",
                  EMPLOYEUR,
                  "employeurNom",
                  "Entreprise Exemple (fiction)",
                  "debut",
                  debutAnnee().plusDays(4).toString()));
      for (int j = 0; j < mois.size(); j++) {
        var heures =
            new BigDecimal(24 + (i * 7 + j * 5) % 40)
                .add(new BigDecimal("0.25").multiply(BigDecimal.valueOf(j % 4)));
        var declaration =
            api.creer(
                "facilitateur1",
                ici + "/heures",
                Map.of("contratId", contrat, "mois", mois.get(j).toString(), "heures", heures));
        var enAttente = i == 0 && j == mois.size() - 1;
        if (!enAttente) {
          api.poster(
              "facilitateur1",
              ici + "/heures/" + declaration + "/validation",
              Map.of("version", 1));
        }
      }
    }
  }

  /** Step 3, for the worklist: requests in every state, from several maîtres d'ouvrage. */
  private void demander() throws IOException {
    record Ouverte(String espace, String service, String besoin, int jours) {}
    for (var d :
        List.of(
            new Ouverte(
                "aix-marseille",
                "CHOIX_LEVIER",
                "Entretien des espaces verts : lot réservé ou clause d'exécution ?",
                5),
            new Ouverte(
                "lyon", "REDACTION", "Relire la clause avant publication de la consultation.", 3),
            new Ouverte(
                "archipel-habitat",
                "SUIVI_HEURES",
                "Deux titulaires n'ont rien déclaré depuis deux mois.",
                12),
            new Ouverte(
                "chu-caen",
                "CALIBRAGE",
                "Marché de restauration, tranche ferme : combien d'heures demander ?",
                40))) {
      var agent = "agent-" + d.espace();
      var ici = "/maitres-ouvrage/" + d.espace();
      var marches = api.get(agent, ici + "/marches?taille=1&q=FICTION").get("elements");
      if (!marches.isEmpty()
          && api.get(agent, ici + "/demandes?taille=100").get("total").asInt() < 2) {
        api.creer(
            agent,
            ici + "/demandes",
            Map.of(
                "marcheId",
                marches.get(0).get("id").asText(),
                "service",
                d.service(),
                "besoin",
                d.besoin(),
                "dateSouhaitee",
                jour.plusDays(d.jours()).toString()));
      }
    }
  }

  private Map<String, Object> version(String qui, String adresse, Map<String, Object> reste)
      throws IOException {
    var corps = new java.util.HashMap<>(reste);
    corps.put("version", api.get(qui, adresse).get("version").asInt());
    return corps;
  }

  /** The year is told from its first of January; in its first weeks, from the year before. */
  private LocalDate debutAnnee() {
    return jour.minusMonths(2).withDayOfYear(1);
  }
}
