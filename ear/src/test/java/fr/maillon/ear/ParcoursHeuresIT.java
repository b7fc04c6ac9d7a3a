package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import fr.maillon.infra.fiction.Arrete;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Étapes 6 et 7, par l'API : des personnes, des contrats, des heures, et le même chiffre au quart
 * d'heure dans l'espace et au centre.
 */
@Chiffres
class ParcoursHeuresIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String EQUIPE = "facilitateur1";
  private static final LocalDate JOUR = LocalDate.now(ZoneId.of("Europe/Paris"));
  private static final YearMonth MOIS = YearMonth.from(JOUR);
  private static final int ANNEE = JOUR.getYear();

  /** Un nom qu'aucune autre donnée ne porte : sa présence dans une réponse est une fuite. */
  private static final String NOM =
      "ZYX"
          + UUID.randomUUID()
              .toString()
              .substring(0, 8)
              .toUpperCase(java.util.Locale.ROOT)
              .replaceAll("[0-9]", "Q");

  private static ServerStack pile;

  record Reponse(int status, JsonNode corps, HttpResponse<byte[]> http) {
    String id() {
      return corps.path("id").asText();
    }

    String texte(String champ) {
      return corps.path(champ).asText();
    }

    String brut() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }
  }

  @BeforeAll
  static void ouvrir() {
    pile = PileDeTest.pile();
  }

  @Test
  void uneFicheEstALEquipeSeule() throws Exception {
    for (var qui : List.of("agent-lyon", "central")) {
      refus(403, "interdit", demander(qui, "GET", "/participants", null));
      refus(403, "interdit", demander(qui, "POST", "/participants", personne("Ana", false)));
      refus(403, "interdit", demander(qui, "GET", "/participants/" + UUID.randomUUID(), null));
      refus(
          403,
          "interdit",
          demander(
              qui,
              "POST",
              "/participants/" + UUID.randomUUID() + "/eligibilites",
              eligibilite("ELIGIBLE", JOUR.minusYears(1))));
    }
    var prenom = "Double" + UUID.randomUUID().toString().substring(0, 4);
    var creee = demander(EQUIPE, "POST", "/participants", personne(prenom, false));
    assertThat(creee.status()).as(creee.brut()).isEqualTo(201);
    assertThat(creee.http().headers().firstValue("Location"))
        .hasValueSatisfying(l -> assertThat(l).endsWith("/api/v1/participants/" + creee.id()));
    var doublon =
        demander(
            "coordinateur",
            "POST",
            "/participants",
            personne(prenom.toUpperCase(java.util.Locale.ROOT), false)
                .replace("1990-04-12", "1990-12-04"));
    refus(422, "doublon-possible", doublon);
    assertThat(doublon.corps().path("candidats").path(0).asText()).isEqualTo(creee.id());
    assertThat(demander("coordinateur", "POST", "/participants", personne(prenom, true)).status())
        .isEqualTo(201);
    refus(
        422,
        "nir-refuse",
        demander(EQUIPE, "POST", "/participants", personne("1 85 05 78 006 084 36", false)));
    refus(400, "demande-invalide", demander(EQUIPE, "POST", "/participants", "{\"nom\":\" \"}"));
    refus(
        400,
        "json-illisible",
        demander(
            EQUIPE, "POST", "/participants", personne("Ana", false).replace("\"F\"", "\"Z\"")));
    var liste =
        demander("facilitateur2", "GET", "/participants?taille=1&texte=" + prenom, null).corps();
    assertThat(liste.path("total").asInt()).isEqualTo(2);
    assertThat(liste.path("elements")).hasSize(1);
    refus(404, "introuvable", demander(EQUIPE, "GET", "/participants/" + UUID.randomUUID(), null));
    refus(
        422,
        "motif-requis",
        demander(
            EQUIPE,
            "POST",
            "/participants/" + creee.id() + "/eligibilites",
            eligibilite("DEROGATION", JOUR)));
    var decision =
        demander(
            EQUIPE,
            "POST",
            "/participants/" + creee.id() + "/eligibilites",
            eligibilite("ELIGIBLE", LocalDate.of(2026, 3, 1)));
    assertThat(decision.status()).as(decision.brut()).isEqualTo(201);
    assertThat(decision.texte("dateFin")).isEqualTo("2028-02-29");
    assertThat(
            demander(EQUIPE, "GET", "/participants/" + creee.id() + "/eligibilites", null)
                .corps()
                .path("total")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void lesChiffresDesEspacesSontCeuxDuCentre() throws Exception {
    var gens = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      var id = demander(EQUIPE, "POST", "/participants", personne("Prénom" + i, true)).id();
      assertThat(
              demander(
                      EQUIPE,
                      "POST",
                      "/participants/" + id + "/eligibilites",
                      eligibilite("ELIGIBLE", JOUR.withDayOfYear(1)))
                  .status())
          .isEqualTo(201);
      gens.add(id);
    }
    var aure = "/maitres-ouvrage/lyon";
    var rives = "/maitres-ouvrage/aix-marseille";
    var avantAure = chiffres("agent-lyon", aure);
    var avantRives = chiffres("agent-aix-marseille", rives);
    var marche = marche("agent-lyon", aure);
    var engagement = engagement("agent-lyon", aure, marche);
    var contrats = new ArrayList<String>();
    for (var qui : gens) {
      contrats.add(contrat(aure, engagement, qui));
    }
    var ailleurs = engagement("agent-aix-marseille", rives, marche("agent-aix-marseille", rives));
    var chezRives = new ArrayList<String>();
    for (var qui : gens) {
      chezRives.add(contrat(rives, ailleurs, qui));
    }

    // ce que chacun ne peut pas
    var premier = contrats.getFirst();
    refus(
        403,
        "interdit",
        demander("agent-lyon", "POST", aure + "/heures", heures(premier, MOIS, "7.5")));
    refus(
        403,
        "interdit",
        demander(
            "agent-lyon",
            "POST",
            aure + "/contrats",
            corpsContrat(engagement, gens.getFirst(), JOUR)));
    for (var qui : List.of("facilitateur2", "central", "agent-aix-marseille")) {
      for (var chemin :
          List.of("/contrats", "/contrats/" + premier, "/heures", "/chiffres?annee=" + ANNEE)) {
        refus(404, "introuvable", demander(qui, "GET", aure + chemin, null));
      }
      refus(
          404,
          "introuvable",
          demander(qui, "POST", aure + "/heures", heures(premier, MOIS, "7.5")));
    }
    refus(
        404,
        "introuvable",
        demander("agent-aix-marseille", "GET", rives + "/contrats/" + premier, null));
    refus(
        404,
        "introuvable",
        demander(EQUIPE, "POST", rives + "/heures", heures(premier, MOIS, "7.5")));
    refus(
        404,
        "introuvable",
        demander(
            EQUIPE, "POST", rives + "/contrats", corpsContrat(engagement, gens.getFirst(), JOUR)));

    // ce que la règle refuse
    refus(
        422,
        "eligibilite-absente",
        demander(
            EQUIPE,
            "POST",
            aure + "/contrats",
            corpsContrat(engagement, gens.getFirst(), JOUR.minusYears(3))));
    refus(
        422,
        "siret-invalide",
        demander(
            EQUIPE,
            "POST",
            aure + "/contrats",
            corpsContrat(engagement, gens.getFirst(), JOUR)
                .replace("73282932000074", "73282932000075")));
    refus(
        422,
        "quart-heure",
        demander(EQUIPE, "POST", aure + "/heures", heures(premier, MOIS, "7.3")));
    for (var demesure : List.of("1E1000000", "1E2000000000", "\"1h75\"")) {
      var debut = System.nanoTime();
      refus(
          400,
          "saisie-incomprise",
          demander(EQUIPE, "POST", aure + "/heures", heures(premier, MOIS, demesure)));
      assertThat(java.time.Duration.ofNanos(System.nanoTime() - debut))
          .as(demesure)
          .isLessThan(java.time.Duration.ofSeconds(2));
    }
    refus(
        422,
        "plafond-heures",
        demander(EQUIPE, "POST", aure + "/heures", heures(premier, MOIS, "250.25")));
    refus(
        422,
        "mois-futur",
        demander(EQUIPE, "POST", aure + "/heures", heures(premier, MOIS.plusMonths(1), "1")));
    refus(
        422,
        "hors-contrat",
        demander(EQUIPE, "POST", aure + "/heures", heures(premier, MOIS.minusYears(1), "1")));
    refus(
        400,
        "demande-invalide",
        demander(
            EQUIPE,
            "POST",
            aure + "/heures",
            heures(premier, MOIS, "7.5").replace(MOIS.toString(), "octobre")));

    // le fil : déclarer, valider, corriger
    var attendu = BigDecimal.ZERO;
    var declarations = new ArrayList<String>();
    for (int i = 0; i < contrats.size(); i++) {
      var combien = new BigDecimal("10.25").add(BigDecimal.valueOf(i));
      var declaree =
          demander(
              EQUIPE,
              "POST",
              aure + "/heures",
              heures(contrats.get(i), MOIS, i == 0 ? "\"10h15\"" : combien.toPlainString()));
      assertThat(declaree.status()).as(declaree.brut()).isEqualTo(201);
      assertThat(declaree.texte("etat")).isEqualTo("DECLAREE");
      declarations.add(declaree.id());
      attendu = attendu.add(combien);
    }
    refus(
        422,
        "declaration-existante",
        demander(EQUIPE, "POST", aure + "/heures", heures(premier, MOIS, "1")));
    assertThat(gain("agent-lyon", aure, avantAure, "heuresValidees"))
        .as("déclarer n'est pas valider")
        .isEqualByComparingTo("0");
    refus(
        403,
        "interdit",
        demander(
            "agent-lyon",
            "POST",
            aure + "/heures/" + declarations.getFirst() + "/validation",
            "{\"version\":1}"));
    refus(
        404,
        "introuvable",
        demander(
            EQUIPE,
            "POST",
            rives + "/heures/" + declarations.getFirst() + "/validation",
            "{\"version\":1}"));
    refus(
        422,
        "non-validee",
        demander(
            EQUIPE,
            "POST",
            aure + "/heures/" + declarations.getFirst() + "/correction",
            "{\"heures\":1,\"motif\":\"essai\",\"version\":1}"));
    for (var id : declarations) {
      assertThat(
              demander(EQUIPE, "POST", aure + "/heures/" + id + "/validation", "{\"version\":1}")
                  .texte("etat"))
          .isEqualTo("VALIDEE");
    }
    refus(
        400,
        "demande-invalide",
        demander(
            EQUIPE, "POST", aure + "/heures/" + declarations.getFirst() + "/validation", "{}"));
    var tard =
        demander(
            EQUIPE,
            "POST",
            aure + "/heures/" + declarations.getFirst() + "/refus",
            "{\"motif\":\"trop tard\",\"version\":1}");
    refus(409, "version-perimee", tard);
    assertThat(tard.texte("detail")).startsWith("Validée par ");
    assertThat(tard.corps().path("fait").path("phrase").asText())
        .as(tard.brut())
        .startsWith("Validée par ");
    assertThat(java.time.Instant.parse(tard.corps().path("fait").path("le").asText()))
        .isBefore(java.time.Instant.now());
    refus(
        422,
        "deja-decidee",
        demander(
            EQUIPE,
            "POST",
            aure + "/heures/" + declarations.getFirst() + "/validation",
            "{\"version\":2}"));
    var corrigee =
        demander(
            EQUIPE,
            "POST",
            aure + "/heures/" + declarations.getFirst() + "/correction",
            "{\"heures\":9.75,\"motif\":\"absence du 12\",\"version\":2}");
    assertThat(corrigee.corps().path("heuresValidees").decimalValue())
        .as(corrigee.brut())
        .isEqualByComparingTo("9.75");
    assertThat(
            demander(
                    "agent-lyon",
                    "GET",
                    aure + "/heures/" + declarations.getFirst() + "/ecritures",
                    null)
                .corps()
                .path("elements")
                .findValuesAsText("heures"))
        .containsExactly("10.25", "-0.5");
    attendu = attendu.subtract(new BigDecimal("0.5"));
    assertThat(gain("agent-lyon", aure, avantAure, "heuresValidees")).isEqualByComparingTo(attendu);
    assertThat(gain("agent-lyon", aure, avantAure, "heuresDues")).isEqualByComparingTo("400");
    assertThat(gain("agent-lyon", aure, avantAure, "participants")).isEqualByComparingTo("12");
    for (var contrat : chezRives) {
      var id = demander(EQUIPE, "POST", rives + "/heures", heures(contrat, MOIS, "5.75")).id();
      assertThat(
              demander(EQUIPE, "POST", rives + "/heures/" + id + "/validation", "{\"version\":1}")
                  .status())
          .isEqualTo(200);
    }
    assertThat(gain("agent-aix-marseille", rives, avantRives, "heuresValidees"))
        .isEqualByComparingTo("69");

    // ce que l'agent lit : des pseudonymes
    for (var chemin :
        List.of(
            "/contrats?taille=100",
            "/contrats/" + premier,
            "/heures?taille=100&mois=" + MOIS,
            "/heures/" + declarations.getFirst(),
            "/marches/" + marche)) {
      var lu = demander("agent-lyon", "GET", aure + chemin, null);
      assertThat(lu.status()).as(lu.brut()).isEqualTo(200);
      assertThat(lu.brut()).doesNotContain(NOM).doesNotContain(gens.getFirst());
    }
    assertThat(demander("agent-lyon", "GET", aure + "/contrats/" + premier, null).texte("personne"))
        .matches("P-[0-9A-F]{8}");
    assertThat(demander(EQUIPE, "GET", aure + "/contrats/" + premier, null).texte("personne"))
        .contains(NOM);
    assertThat(demander(EQUIPE, "GET", aure + "/marches/" + marche, null).texte("etat"))
        .isEqualTo("EN_EXECUTION");

    // le centre ne voit rien de ce qui vient d'être validé : seul l'arrêté du mois le lui montre, à
    // la même somme, au quart d'heure
    var avant = demander("central", "GET", "/consolidation?annee=" + ANNEE, null).brut();
    assertThat(
            demander(
                    EQUIPE,
                    "POST",
                    aure + "/heures/" + declarations.get(1) + "/correction",
                    "{\"heures\":7.25,\"motif\":\"absence du 13\",\"version\":2}")
                .status())
        .isEqualTo(200);
    assertThat(demander("central", "GET", "/consolidation?annee=" + ANNEE, null).brut())
        .as("avant et après une validation")
        .isEqualTo(avant);
    try (var c = PileDeTest.pile().postgres().connexionSuperutilisateur()) {
      Arrete.maintenant(c);
    }
    var centre =
        demander(
            "central", "GET", "/consolidation?annee=" + ANNEE + "&axe=TYPE_MAITRE_OUVRAGE", null);
    assertThat(centre.status()).as(centre.brut()).isEqualTo(200);
    var ensemble = centre.corps().path("ensemble");
    var espaces =
        demander("coordinateur", "GET", "/maitres-ouvrage?taille=100", null)
            .corps()
            .path("elements");
    var deChacun = new ArrayList<JsonNode>();
    for (var espace : espaces) {
      deChacun.add(chiffres("coordinateur", "/maitres-ouvrage/" + espace.path("code").asText()));
    }
    for (var champ :
        List.of(
            "heuresDues", "heuresValidees", "heuresRealisees", "marchesClauses", "lotsClauses")) {
      var somme = BigDecimal.ZERO;
      for (var chiffres : deChacun) {
        somme = somme.add(chiffres.path(champ).decimalValue());
      }
      assertThat(arrete(champ)).as(champ).isEqualByComparingTo(somme);
      if (!ensemble.path("masque").asBoolean() || !champ.matches("heures(Validees|Realisees)")) {
        assertThat(ensemble.path(champ).decimalValue()).as(champ).isEqualByComparingTo(somme);
      }
    }
    int parEspace = 0;
    for (var chiffres : deChacun) {
      parEspace += chiffres.path("participants").asInt();
    }
    assertThat(arrete("personnes").intValueExact())
        .as("une personne de deux espaces compte une fois")
        .isBetween(12, parEspace - 12);
    for (var ligne : centre.corps().path("elements")) {
      assertThat(ligne.path("participants").isNull()).isEqualTo(ligne.path("masque").asBoolean());
      assertThat(ligne.path("heuresValidees").isNull()).isEqualTo(ligne.path("masque").asBoolean());
    }
    assertThat(centre.brut()).doesNotContain(NOM);
    assertThat(
            demander("central", "GET", "/consolidation/verification", null)
                .corps()
                .path("identique")
                .asBoolean())
        .isTrue();
    assertThat(demander("central", "GET", "/consolidation/annees", null).corps().path("elements"))
        .anyMatch(a -> a.asInt() == ANNEE);
    refus(
        400,
        "axe-inconnu",
        demander("central", "GET", "/consolidation?annee=" + ANNEE + "&axe=LUNE", null));
    refus(400, "annee-invalide", demander("central", "GET", "/consolidation?annee=demain", null));
    for (var chemin :
        List.of(
            "/consolidation",
            "/consolidation.csv",
            "/consolidation.xlsx",
            "/consolidation/annees",
            "/consolidation/verification")) {
      for (var qui : List.of("agent-lyon", EQUIPE, "coordinateur")) {
        refus(403, "interdit", demander(qui, "GET", chemin, null));
      }
    }
    var csv = demander("central", "GET", "/consolidation.csv?annee=" + ANNEE, null);
    assertThat(csv.brut())
        .startsWith("\ufeffAnnée;" + ANNEE)
        .contains("Ensemble;" + ensemble.path("marchesClauses").asInt() + ";");
    var xlsx = demander("central", "GET", "/consolidation.xlsx?annee=" + ANNEE, null);
    assertThat(xlsx.http().headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).contains("spreadsheetml"));
    assertThat(xlsx.http().body()).startsWith('P', 'K');
  }

  /**
   * L'arrêté avant le secret : deux espaces seulement ont des heures ici, le centre n'en verrait
   * rien.
   */
  private static BigDecimal arrete(String champ) throws Exception {
    try (var c = PileDeTest.pile().postgres().connexionSuperutilisateur();
        var o = c.createStatement();
        var r =
            o.executeQuery(
                "select "
                    + champ.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT)
                    + " from consolide.arrete_case where annee = "
                    + ANNEE
                    + " and type = 'TOTAL'")) {
      assertThat(r.next()).isTrue();
      return r.getBigDecimal(1);
    }
  }

  private static String personne(String prenom, boolean confirmer) {
    return "{\"nom\":\""
        + NOM
        + "\",\"prenom\":\""
        + prenom
        + "\",\"dateNaissance\":\"1990-04-12\",\"sexe\":\"F\",\"niveau\":\"CAP_BEP\",\"residenceQpv\":null,\"confirmer\":"
        + confirmer
        + "}";
  }

  private static String eligibilite(String decision, LocalDate entree) {
    return "{\"critere\":\"DELD\",\"preuve\":\"Attestation de moins de trois"
        + " mois\",\"preuveVueLe\":\""
        + JOUR
        + "\",\"decision\":\""
        + decision
        + "\",\"dateEntree\":\""
        + entree
        + "\"}";
  }

  private static String marche(String agent, String espace) throws Exception {
    var creee =
        demander(
            agent,
            "POST",
            espace + "/marches",
            "{\"numero\":\"EX-"
                + UUID.randomUUID().toString().substring(0, 8)
                + "\",\"objet\":\"Chantier"
                + " d'essai\",\"codeCpv\":\"45000000\",\"lots\":[{\"objet\":\"Gros"
                + " œuvre\",\"montantHt\":500000}]}");
    assertThat(creee.status()).as(creee.brut()).isEqualTo(201);
    return creee.id();
  }

  /** Une clause proposée par l'équipe, acceptée par l'agent : 400 h dues. */
  private static String engagement(String agent, String espace, String marche) throws Exception {
    var lot =
        demander(agent, "GET", espace + "/marches/" + marche + "/lots", null)
            .corps()
            .path("elements")
            .path(0)
            .path("id")
            .asText();
    var clause =
        demander(
            EQUIPE,
            "POST",
            espace + "/clauses",
            "{\"lotId\":\""
                + lot
                + "\",\"mecanisme\":\"CLAUSE_EXECUTION\",\"unite\":\"HEURES\",\"quantite\":400}");
    assertThat(clause.status()).as(clause.brut()).isEqualTo(201);
    var engagement = clause.corps().path("engagement").path("id").asText();
    var quiconque =
        demander(EQUIPE, "GET", "/participants?taille=1", null)
            .corps()
            .path("elements")
            .path(0)
            .path("id")
            .asText();
    refus(
        422,
        "clause-non-acceptee",
        demander(EQUIPE, "POST", espace + "/contrats", corpsContrat(engagement, quiconque, JOUR)));
    assertThat(
            demander(
                    agent,
                    "POST",
                    espace + "/clauses/" + clause.id() + "/acceptation",
                    "{\"version\":" + clause.corps().path("version").asInt() + "}")
                .status())
        .isEqualTo(200);
    return engagement;
  }

  private static String contrat(String espace, String engagement, String qui) throws Exception {
    var ouvert =
        demander(
            EQUIPE, "POST", espace + "/contrats", corpsContrat(engagement, qui, MOIS.atDay(1)));
    assertThat(ouvert.status()).as(ouvert.brut()).isEqualTo(201);
    return ouvert.id();
  }

  private static String corpsContrat(String engagement, String qui, LocalDate debut) {
    return "{\"engagementId\":\""
        + engagement
        + "\",\"participantId\":\""
        + qui
        + "\",\"nature\":\"CDD\",\"modalite\":\"EMBAUCHE_DIRECTE\",\"employeurSiret\":\"73282932000074\",\"employeurNom\":\"Essai"
        + " BTP\",\"debut\":\""
        + debut
        + "\"}";
  }

  private static String heures(String contrat, YearMonth mois, String heures) {
    return "{\"contratId\":\""
        + contrat
        + "\",\"mois\":\""
        + mois
        + "\",\"heures\":"
        + heures
        + "}";
  }

  private static JsonNode chiffres(String qui, String espace) throws Exception {
    return demander(qui, "GET", espace + "/chiffres?annee=" + ANNEE, null).corps();
  }

  private static BigDecimal gain(String qui, String espace, JsonNode avant, String champ)
      throws Exception {
    return chiffres(qui, espace)
        .path(champ)
        .decimalValue()
        .subtract(avant.path(champ).decimalValue());
  }

  private static void refus(int status, String code, Reponse reponse) {
    assertThat(reponse.status() + " " + reponse.texte("code"))
        .as(reponse.brut())
        .isEqualTo(status + " " + code);
  }

  private static Reponse demander(String qui, String methode, String chemin, String corps)
      throws Exception {
    var demande =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
            .header("Authorization", "Bearer " + pile.jeton(qui))
            .method(
                methode, corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps));
    if (corps != null) {
      demande.header("Content-Type", "application/json");
    }
    var reponse = HTTP.send(demande.build(), BodyHandlers.ofByteArray());
    var type = reponse.headers().firstValue("Content-Type").orElse("");
    return new Reponse(
        reponse.statusCode(),
        type.contains("json") ? JSON.readTree(reponse.body()) : JSON.nullNode(),
        reponse);
  }
}
