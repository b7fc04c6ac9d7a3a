package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.maillon.infra.ServerStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Une convention ouvre, un avenant prolonge, une fin ferme sans que personne n'agisse ; la
 * coordination répartit et passe la main.
 */
class ParcoursConventionsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate JOUR = LocalDate.now(ZoneId.of("Europe/Paris"));
  private static final UUID ESSAI = UUID.fromString("aaaaaaaa-0012-4000-9000-000000000001");
  private static final String CODE = "essai-conventions";
  private static final String ICI = "/maitres-ouvrage/" + CODE;
  private static final String UNE = "00000000-0000-4000-8000-000000000011";
  private static final String DEUX = "00000000-0000-4000-8000-000000000012";
  private static final java.util.Map<String, String> JETONS = new java.util.HashMap<>();
  private static ServerStack pile;

  private record Reponse(int status, JsonNode corps) {
    String texte(String champ) {
      return corps.path(champ).asText();
    }
  }

  @BeforeAll
  static void ouvrir() throws SQLException {
    pile = PileDeTest.pile();
    nettoyer();
    sql(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + ESSAI
            + "', '"
            + CODE
            + "', 'Essai des conventions', 'EC', 'AUTRE_PUBLIC', '#444444')");
    sql(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) select id,"
            + " '"
            + ESSAI
            + "', '2024-01-01', 'REFERENT' from plateforme.utilisateur where identifiant ="
            + " 'agent-lyon'");
  }

  @BeforeEach
  void vider() throws SQLException {
    for (var table : new String[] {"demande_message", "demande", "evenement", "marche"}) {
      sql("delete from metier." + table + " where tenant_id = '" + ESSAI + "'");
    }
    for (var table : new String[] {"affectation", "avenant", "convention"}) {
      sql("delete from plateforme." + table + " where maitre_ouvrage_id = '" + ESSAI + "'");
    }
  }

  @AfterAll
  static void nettoyer() throws SQLException {
    for (var table : new String[] {"demande_message", "demande", "evenement", "marche"}) {
      sql("delete from metier." + table + " where tenant_id = '" + ESSAI + "'");
    }
    for (var table :
        new String[] {
          "passation_espace",
          "affectation",
          "avenant",
          "convention",
          "journal",
          "journal_tete",
          "adhesion",
          "maitre_ouvrage_siret"
        }) {
      sql("delete from plateforme." + table + " where maitre_ouvrage_id = '" + ESSAI + "'");
    }
    sql("delete from plateforme.maitre_ouvrage where id = '" + ESSAI + "'");
  }

  @Test
  void uneConventionOuvreASaDateEtFermeASaFinSansQuePersonneNAgisse() throws Exception {
    refus(404, "introuvable", get("facilitateur1", ICI));
    var convention = signer(JOUR.plusDays(1), JOUR.plusDays(30), null);
    assertThat(convention.texte("etat")).isEqualTo("A_VENIR");
    var id = convention.texte("id");
    refus(422, "hors-convention", affecter(id, UNE, JOUR));
    assertThat(affecter(id, UNE, JOUR.plusDays(1)).status()).isEqualTo(201);
    refus(422, "affectation-en-double", affecter(id, UNE, JOUR.plusDays(2)));
    refus(
        422,
        "pas-facilitateur",
        affecter(id, "00000000-0000-4000-8000-000000000021", JOUR.plusDays(1)));
    refus(404, "introuvable", get("facilitateur1", ICI));
    refus(404, "introuvable", get("coordinateur", ICI));

    sql("update plateforme.convention set du = current_date where id = '" + id + "'");
    assertThat(get("coordinateur", ICI).status())
        .as("la coordination entre dès que la convention court")
        .isEqualTo(200);
    refus(404, "introuvable", get("facilitateur1", ICI));
    sql("update plateforme.affectation set du = current_date where convention_id = '" + id + "'");
    assertThat(get("facilitateur1", ICI).status()).isEqualTo(200);
    assertThat(get("facilitateur1", "/maitres-ouvrage?taille=100").corps().toString())
        .contains(CODE);

    sql(
        "update plateforme.convention set du = current_date - 30, au = current_date - 1 where id ="
            + " '"
            + id
            + "'");
    refus(404, "introuvable", get("facilitateur1", ICI));
    refus(404, "introuvable", get("coordinateur", ICI));
    assertThat(get("facilitateur1", "/maitres-ouvrage?taille=100").corps().toString())
        .doesNotContain(CODE);
    assertThat(get("agent-lyon", ICI).status()).as("l'agent, lui, est chez lui").isEqualTo(200);

    var lue = get("central", "/centre/conventions/" + id);
    refus(422, "avenant-apres-la-fin", amender(id, JOUR.plusDays(1), JOUR.plusDays(30), lue));
    refus(422, "avenant-passe", amender(id, JOUR.minusDays(1), JOUR.plusDays(30), lue));
    var prolongee = amender(id, JOUR, JOUR.plusDays(30), lue);
    assertThat(prolongee.status()).isEqualTo(200);
    assertThat(prolongee.corps().path("avenants").findValuesAsText("etat"))
        .containsExactly("En vigueur");
    assertThat(get("facilitateur1", ICI).status())
        .as("prolongée, elle rouvre à la demande suivante")
        .isEqualTo(200);
    refus(409, "version-perimee", amender(id, JOUR, JOUR.plusDays(40), lue));
  }

  @Test
  void leChangementDeStructureGardeLHistoire() throws Exception {
    var premiere = signer(JOUR, JOUR.plusDays(30), null).texte("id");
    affecter(premiere, UNE, JOUR);
    var conflit =
        post(
            "central",
            "/centre/conventions",
            convention(JOUR.plusDays(1), JOUR.plusDays(60), null)
                .put("structureNom", "PLIE d'essai"));
    refus(422, "conventions-en-conflit", conflit);
    sql(
        "update plateforme.affectation set du = current_date - 300 where convention_id = '"
            + premiere
            + "'");
    sql(
        "update plateforme.convention set du = current_date - 300, au = current_date - 1 where id ="
            + " '"
            + premiere
            + "'");
    var seconde =
        post(
            "central",
            "/centre/conventions",
            convention(JOUR, JOUR.plusDays(60), null).put("structureNom", "PLIE d'essai"));
    assertThat(seconde.status()).isEqualTo(201);
    affecter(seconde.texte("id"), DEUX, JOUR);
    refus(404, "introuvable", get("facilitateur1", ICI));
    assertThat(get("facilitateur2", ICI).status()).isEqualTo(200);
    var histoire = get("agent-lyon", ICI + "/conventions").corps().path("elements");
    assertThat(histoire.findValuesAsText("structure"))
        .containsExactly("PLIE d'essai", "Maison d'essai");
    assertThat(histoire.get(1).path("etat").asText()).isEqualTo("FINIE");
    assertThat(histoire.get(1).path("affectations").findValuesAsText("facilitateur"))
        .containsExactly("Facilitateur Premier");
    refus(403, "interdit", get("agent-lyon", "/centre/conventions"));
    refus(403, "interdit", get("coordinateur", "/centre/conventions"));
    refus(403, "interdit", get("central", "/equipe/affectations"));
    refus(403, "interdit", get("facilitateur1", "/equipe/affectations"));
    refus(403, "interdit", get("facilitateur1", "/equipe/charge"));
  }

  @Test
  void leQuotaMarqueEtLeServiceHorsConventionEstRefuse() throws Exception {
    refus(422, "service-hors-convention", demander("CALIBRAGE"));
    var id = signer(JOUR, JOUR.plusDays(30), 1, "CALIBRAGE", "REDACTION").texte("id");
    assertThat(demander("CALIBRAGE").corps().path("auDelaDuQuota").asBoolean()).isFalse();
    var audela = demander("REDACTION");
    assertThat(audela.status()).isEqualTo(201);
    assertThat(audela.corps().path("auDelaDuQuota").asBoolean()).isTrue();
    var refuse = demander("ANALYSE_OFFRES");
    refus(422, "service-hors-convention", refuse);
    assertThat(refuse.texte("detail")).contains("Maison d'essai").contains("avenant");
    assertThat(
            get("coordinateur", ICI + "/demandes/" + audela.texte("id"))
                .corps()
                .path("auDelaDuQuota")
                .asBoolean())
        .as("l'équipe le voit aussi")
        .isTrue();
    var annee = get("central", "/centre/conventions/" + id).corps().path("annee");
    assertThat(annee.path("demandes").asInt()).isEqualTo(2);
    assertThat(annee.path("auDelaDuQuota").asInt()).isEqualTo(1);
  }

  @Test
  void laCoordinationDeplaceUneDemandePuisToutLePortefeuille() throws Exception {
    var id = signer(JOUR, JOUR.plusDays(30), null).texte("id");
    affecter(id, UNE, JOUR);
    var demande = demander("CALIBRAGE");
    var adresse = ICI + "/demandes/" + demande.texte("id");
    refus(
        422, "pas-affecte", post("coordinateur", adresse + "/affectation", confier(DEUX, demande)));
    refus(403, "interdit", post("facilitateur1", adresse + "/affectation", confier(UNE, demande)));
    refus(403, "interdit", post("agent-lyon", adresse + "/affectation", confier(UNE, demande)));
    var confiee = post("coordinateur", adresse + "/affectation", confier(UNE, demande));
    assertThat(confiee.status()).isEqualTo(200);
    assertThat(confiee.texte("facilitateur")).isEqualTo("Facilitateur Premier");
    assertThat(confiee.texte("etat")).isEqualTo("PRISE_EN_CHARGE");
    refus(
        409,
        "version-perimee",
        post("coordinateur", adresse + "/affectation", confier(UNE, demande)));

    var seconde = demander("REDACTION");
    var plusieurs = JSON.createObjectNode().put("facilitateurId", UNE);
    plusieurs
        .putArray("demandes")
        .add(
            JSON.createObjectNode()
                .put("maitreOuvrage", CODE)
                .put("id", seconde.texte("id"))
                .put("version", seconde.corps().path("version").asInt()))
        .add(
            JSON.createObjectNode()
                .put("maitreOuvrage", CODE)
                .put("id", demande.texte("id"))
                .put("version", 0))
        .add(
            JSON.createObjectNode()
                .put("maitreOuvrage", "nulle-part")
                .put("id", demande.texte("id"))
                .put("version", 0));
    assertThat(
            post("coordinateur", "/equipe/charge/affectations", plusieurs)
                .corps()
                .path("resultats")
                .findValuesAsText("code"))
        .containsExactly("null", "version-perimee", "introuvable");
    var charge = get("coordinateur", "/equipe/charge?maitreOuvrage=" + CODE).corps();
    assertThat(charge.path("espaces").asInt()).isEqualTo(1);
    var lui =
        java.util.stream.StreamSupport.stream(
                charge.path("facilitateurs").path("elements").spliterator(), false)
            .filter(l -> l.path("facilitateurId").asText().equals(UNE))
            .findFirst()
            .orElseThrow();
    assertThat(lui.path("ouvertes").asInt()).isEqualTo(2);
    assertThat(lui.path("prises").asInt()).isEqualTo(2);

    var passation =
        JSON.createObjectNode().put("de", UNE).put("vers", DEUX).put("maitreOuvrage", CODE);
    var apercu = post("coordinateur", "/equipe/passations/apercu", passation).corps();
    assertThat(apercu.path("espaces").size()).isEqualTo(1);
    assertThat(apercu.path("demandes").asInt()).isEqualTo(2);
    refus(403, "interdit", post("facilitateur1", "/equipe/passations", passation));
    refus(
        422,
        "meme-personne",
        post("coordinateur", "/equipe/passations", passation.deepCopy().put("vers", UNE)));
    assertThat(get("facilitateur1", ICI).status()).isEqualTo(200);
    var decidee = post("coordinateur", "/equipe/passations", passation);
    assertThat(decidee.status()).isEqualTo(202);
    refus(404, "introuvable", get("facilitateur1", ICI));
    assertThat(get("facilitateur2", ICI).status()).isEqualTo(200);
    var faite = attendre(decidee.texte("id"));
    assertThat(faite.texte("etat")).as(faite.corps().toString()).isEqualTo("FAITE");
    assertThat(faite.corps().path("demandes").asInt()).isEqualTo(2);
    var relue = get("agent-lyon", adresse).corps();
    assertThat(relue.path("facilitateur").asText()).isEqualTo("Facilitateur Second");
    assertThat(relue.path("messages").findValuesAsText("texte"))
        .last()
        .asString()
        .contains("Confiée à Facilitateur Second, à la suite de Facilitateur Premier");
    assertThat(relue.path("messages").findValuesAsText("auteur"))
        .last()
        .isEqualTo("Coordinateur Équipe");
    assertThat(get("agent-lyon", adresse).corps().path("etat").asText())
        .isEqualTo("PRISE_EN_CHARGE");

    var retour =
        attendre(
            post(
                    "coordinateur",
                    "/equipe/passations",
                    JSON.createObjectNode()
                        .put("de", DEUX)
                        .put("vers", UNE)
                        .put("maitreOuvrage", CODE))
                .texte("id"));
    assertThat(retour.texte("etat")).isEqualTo("FAITE");
    assertThat(get("agent-lyon", adresse).texte("facilitateur"))
        .as("repasser en sens inverse rend tout")
        .isEqualTo("Facilitateur Premier");
    assertThat(get("facilitateur1", ICI).status()).isEqualTo(200);
    refus(404, "introuvable", get("facilitateur2", ICI));
  }

  /**
   * Une passation prévue change les affectations à sa date, et les demandes ce jour-là, pas avant.
   */
  @Test
  void unePassationPrevueAttendSonJour() throws Exception {
    var id = signer(JOUR, JOUR.plusDays(30), null).texte("id");
    affecter(id, UNE, JOUR);
    var demande = demander("CALIBRAGE");
    var adresse = ICI + "/demandes/" + demande.texte("id");
    post("coordinateur", adresse + "/affectation", confier(UNE, demande));
    var prevue =
        post(
            "coordinateur",
            "/equipe/passations",
            JSON.createObjectNode()
                .put("de", UNE)
                .put("vers", DEUX)
                .put("maitreOuvrage", CODE)
                .put("effet", JOUR.plusDays(3).toString()));
    assertThat(prevue.texte("etat")).isEqualTo("PREVUE");
    // qui a donné à qui l'accès à notre espace : la coordination n'y est pas entrée pour cela
    var journal =
        get("agent-lyon", ICI + "/journal?nature=DROITS&titre=COORDINATEUR")
            .corps()
            .path("elements");
    assertThat(journal.findValuesAsText("auteur")).contains("Coordinateur Équipe");
    assertThat(journal.findValuesAsText("detail"))
        .anyMatch(d -> d.startsWith("Facilitateur Premier, du "))
        .anyMatch(
            d -> d.startsWith("De Facilitateur Premier à Facilitateur Second, à compter du "));
    assertThat(get("agent-lyon", ICI + "/journal/verification").status()).isEqualTo(200);
    assertThat(get("facilitateur1", ICI).status()).isEqualTo(200);
    refus(404, "introuvable", get("facilitateur2", ICI));
    assertThat(get("agent-lyon", adresse).texte("facilitateur")).isEqualTo("Facilitateur Premier");
    sql(
        "update plateforme.affectation set du = du - 3, au = au - 3 where maitre_ouvrage_id = '"
            + ESSAI
            + "' and utilisateur_id = '"
            + DEUX
            + "'");
    sql(
        "update plateforme.affectation set du = du - 3, au = au - 3 where maitre_ouvrage_id = '"
            + ESSAI
            + "' and utilisateur_id = '"
            + UNE
            + "'");
    sql(
        "update plateforme.passation set effet = effet - 3 where id = '"
            + prevue.texte("id")
            + "'");
    sql("update plateforme.travail set prochaine = now() where id = '" + prevue.texte("id") + "'");
    assertThat(attendre(prevue.texte("id")).texte("etat")).isEqualTo("FAITE");
    assertThat(get("agent-lyon", adresse).texte("facilitateur")).isEqualTo("Facilitateur Second");
    refus(404, "introuvable", get("facilitateur1", ICI));
  }

  private static Reponse attendre(String passation) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> get("coordinateur", "/equipe/passations/" + passation),
            r -> !r.texte("etat").equals("PREVUE"));
  }

  private static Reponse signer(LocalDate du, LocalDate au, Integer quota, String... services)
      throws Exception {
    var r = post("central", "/centre/conventions", convention(du, au, quota, services));
    assertThat(r.status()).as(r.corps().toString()).isEqualTo(201);
    return r;
  }

  private static ObjectNode convention(
      LocalDate du, LocalDate au, Integer quota, String... services) {
    var corps =
        JSON.createObjectNode()
            .put("maitreOuvrage", CODE)
            .put("structureNom", "Maison d'essai")
            .put("du", du.toString())
            .put("au", au.toString())
            .put("quota", quota);
    var liste = corps.putArray("services");
    for (var s : services) {
      liste.add(s);
    }
    return corps;
  }

  private static Reponse amender(String id, LocalDate effet, LocalDate au, Reponse lue)
      throws Exception {
    return post(
        "central",
        "/centre/conventions/" + id + "/avenants",
        JSON.createObjectNode()
            .put("effet", effet.toString())
            .put("au", au.toString())
            .put("objet", "Prolongation")
            .put("version", lue.corps().path("version").asInt()));
  }

  private static Reponse affecter(String convention, String qui, LocalDate du) throws Exception {
    return post(
        "coordinateur",
        "/equipe/affectations",
        JSON.createObjectNode()
            .put("conventionId", convention)
            .put("facilitateurId", qui)
            .put("du", du.toString()));
  }

  private static ObjectNode confier(String qui, Reponse demande) {
    return JSON.createObjectNode()
        .put("facilitateurId", qui)
        .put("version", demande.corps().path("version").asInt());
  }

  private static Reponse demander(String service) throws Exception {
    var marche = UUID.randomUUID();
    sql(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, montant, lots, sociale_connue, etat, recherche) values ('"
            + ESSAI
            + "', '"
            + marche
            + "', '21690123100011', 'N', '"
            + marche
            + "', 'SAISIE', 'Objet', 'TRAVAUX', 1500000, 1, true, 'IDENTIFIE', 'objet')");
    return post(
        "agent-lyon",
        ICI + "/demandes",
        JSON.createObjectNode()
            .put("marcheId", marche.toString())
            .put("service", service)
            .put("besoin", "Aidez-nous.")
            .put("dateSouhaitee", JOUR.plusDays(40).toString()));
  }

  private static void refus(int status, String code, Reponse r) {
    assertThat(r.status() + " " + r.texte("code"))
        .as(r.corps().toString())
        .isEqualTo(status + " " + code);
  }

  private static Reponse get(String qui, String chemin) throws Exception {
    return envoyer(qui, HttpRequest.newBuilder(adresse(chemin)).GET());
  }

  private static Reponse post(String qui, String chemin, JsonNode corps) throws Exception {
    return envoyer(
        qui,
        HttpRequest.newBuilder(adresse(chemin))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(corps.toString())));
  }

  private static Reponse envoyer(String qui, HttpRequest.Builder demande) throws Exception {
    HttpResponse<String> r =
        HTTP.send(
            demande
                .header("Authorization", "Bearer " + JETONS.computeIfAbsent(qui, pile::jeton))
                .build(),
            BodyHandlers.ofString());
    return new Reponse(
        r.statusCode(), r.body().isEmpty() ? JSON.nullNode() : JSON.readTree(r.body()));
  }

  private static URI adresse(String chemin) {
    return URI.create(pile.urlMaillon() + "/api/v1" + chemin);
  }

  private static void sql(String sql) throws SQLException {
    try (var connexion = pile.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }
}
