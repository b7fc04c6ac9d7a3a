package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Courrier;
import fr.maillon.infra.ServerStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Ce que le serveur fait de lui-même, vu sur le serveur : chaque tâche menée par son horaire,
 * avancé en base comme le ferait l'exploitant ; une tâche qui échoue est reprise, se voit, et
 * n'arrête pas les autres.
 */
@Isolated("les tâches de tous y passent, ou y échouent")
class TachesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final List<String> TOUTES =
      List.of(
          "consolidation-arrete",
          "consolidation-verification",
          "effacement",
          "groupe-second-facteur",
          "journal-purge",
          "revue-des-personnes",
          "suites-effacement");
  private final ServerStack pile = PileDeTest.pile();

  @Test
  void chaqueTachePasseASonHeureEtSonEffetSeVoit() throws Exception {
    try (var espace = new EspaceDEssai()) {
      assertThat(espace.lire("select nom from plateforme.tache order by nom"))
          .as("celles que le serveur a inscrites")
          .containsExactlyElementsOf(TOUTES);
      vieillir(espace);
      assertThat(
              espace
                  .post(
                      EspaceDEssai.AGENT,
                      "/marches",
                      "{\"numero\":\"T1\",\"objet\":\"Essai\",\"lots\":[{\"objet\":\"Essai\",\"montantHt\":1000,\"dureeMois\":1}]}")
                  .statut())
          .isEqualTo(201);
      var recentes =
          espace.lire(
              "select rang || ' ' || empreinte from plateforme.journal where maitre_ouvrage_id = '"
                  + espace.id
                  + "' and quand > now() - interval '1 day' order by rang");
      assertThat(recentes).isNotEmpty();
      espace.sql(
          "update plateforme.adhesion set du = current_date - interval '10 months' where"
              + " maitre_ouvrage_id = '"
              + espace.id
              + "'");

      toutesPassent(espace);
      assertThat(sante().path("en-faute").asText() + sante().path("en-retard").asText()).isEmpty();

      // le journal : ce qui a plus de douze mois n'est plus, le reste tient à son ancre
      assertThat(
              espace.lire(
                  "select rang || ' ' || lignes from plateforme.journal_ancre where"
                      + " maitre_ouvrage_id = '"
                      + espace.id
                      + "'"))
          .containsExactly("3 3");
      assertThat(
              espace.lire(
                  "select rang || ' ' || empreinte from plateforme.journal where maitre_ouvrage_id"
                      + " = '"
                      + espace.id
                      + "' order by rang"))
          .containsAll(recentes)
          .noneMatch(l -> l.matches("[123] .*"));
      assertThat(espace.lire("select defaut from app.defauts_du_journal('" + espace.id + "')"))
          .isEmpty();
      var relue = espace.get(EspaceDEssai.AGENT, "/journal/verification").json();
      assertThat(relue.path("intacte").asBoolean()).as(relue.toString()).isTrue();
      assertThat(relue.path("purgees").asInt()).isEqualTo(3);

      // le rappel : un courriel à l'administrateur, un seul par période quel que soit le nombre de
      // tours
      attendre(
          espace,
          "select 'recu' where exists (select 1 from plateforme.envoi where maitre_ouvrage_id = '"
              + espace.id
              + "' and nature = 'COURRIEL' and cle like 'revue %' and etat = 'FAIT')");
      assertThat(rappels(espace))
          .hasSize(1)
          .allMatch(
              m ->
                  m.texte()
                      .contains("/m/" + espace.code + "/administration/personnes?aConfirmer=oui"));
      toutesPassent(espace);
      assertThat(
              espace.lire(
                  "select count(*)::text from plateforme.envoi where maitre_ouvrage_id = '"
                      + espace.id
                      + "' and nature = 'COURRIEL_GROUPE'"))
          .containsExactly("1");
      assertThat(rappels(espace)).hasSize(1);
    }
  }

  @Test
  void uneTacheQuiEchoueSeVoitEstRepriseEtNArretePasLesAutres() throws Exception {
    try (var espace = new EspaceDEssai()) {
      vieillir(espace);
      espace.sql("revoke delete on plateforme.journal from maillon_entretien");
      try {
        var avant = instant(espace);
        espace.sql("update plateforme.tache set prochaine = now()");
        attendre(
            espace,
            "select faute from plateforme.tache where nom = 'journal-purge' and faute is not null"
                + " and finie_le > '"
                + avant
                + "'");
        attendre(
            espace,
            "select 'toutes' where not exists (select 1 from plateforme.tache where finie_le is"
                + " null or finie_le <= '"
                + avant
                + "')");
        assertThat(espace.lire("select nom from plateforme.tache where faute is not null"))
            .as("elle seule")
            .containsExactly("journal-purge");
        assertThat(sante().path("en-faute").asText()).isEqualTo("journal-purge");
        assertThat(prete()).as("un serveur dont une tâche échoue sert toujours").isEqualTo(200);
        assertThat(
                espace.lire(
                    "select count(*)::text from plateforme.journal_ancre where maitre_ouvrage_id ="
                        + " '"
                        + espace.id
                        + "'"))
            .as("rien à moitié")
            .containsExactly("0");
      } finally {
        espace.sql("grant delete on plateforme.journal to maillon_entretien");
      }
      // elle est déjà reprise à la minute suivante, sans que personne la relance : cette minute est
      // passée
      assertThat(
              espace.lire(
                  "select (prochaine - finie_le <= interval '1 minute')::text from plateforme.tache"
                      + " where nom = 'journal-purge'"))
          .containsExactly("true");
      espace.sql("update plateforme.tache set prochaine = now() where nom = 'journal-purge'");
      attendre(
          espace, "select nom from plateforme.tache where nom = 'journal-purge' and faute is null");
      assertThat(
              espace.lire(
                  "select rang::text from plateforme.journal_ancre where maitre_ouvrage_id = '"
                      + espace.id
                      + "'"))
          .containsExactly("3");
      assertThat(sante().path("en-faute").asText()).isEmpty();
    }
  }

  /** Trois lignes d'il y a plus d'un an, en tête du journal. */
  private static void vieillir(EspaceDEssai espace) throws Exception {
    for (int i = 0; i < 3; i++) {
      espace.sql(
          "select app.journaliser('"
              + espace.id
              + "', now() - interval '14 months', 'VIE', 'CENTRAL',"
              + " '00000000-0000-4000-8000-000000000031', 'Centrale', null, null, null,"
              + " 'Essai.faire', null, null)");
    }
  }

  private static void toutesPassent(EspaceDEssai espace) throws Exception {
    var avant = instant(espace);
    espace.sql("update plateforme.tache set prochaine = now()");
    attendre(
        espace,
        "select 'toutes' where not exists (select 1 from plateforme.tache where finie_le is null or"
            + " finie_le <= '"
            + avant
            + "' or faute is not null)");
  }

  private List<Courrier.Recu> rappels(EspaceDEssai espace) {
    return pile.courrier().recus(EspaceDEssai.AGENT + "@maillon.example").stream()
        .filter(m -> m.sujet().contains("toujours des vôtres") && m.texte().contains(espace.nom))
        .toList();
  }

  private JsonNode sante() throws Exception {
    var lue =
        new ObjectMapper()
            .readTree(
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/health/ready"))
                            .build(),
                        BodyHandlers.ofString())
                    .body());
    for (var c : lue.path("checks")) {
      if (c.path("name").asText().equals("taches")) {
        assertThat(c.path("status").asText()).isEqualTo("UP");
        return c.path("data");
      }
    }
    throw new AssertionError(lue);
  }

  private int prete() throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/health/ready")).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static String instant(EspaceDEssai espace) throws Exception {
    return espace.lire("select clock_timestamp()::text").getFirst();
  }

  private static void attendre(EspaceDEssai espace, String requete) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(espace.lire(requete))
                    .as(
                        requete
                            + " : "
                            + espace.lire("select t::text from plateforme.tache t order by nom"))
                    .isNotEmpty());
  }
}
