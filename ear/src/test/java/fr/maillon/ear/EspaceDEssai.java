package fr.maillon.ear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Un espace à soi, le temps d'un essai : agent-lyon l'administre, facilitateur2 y est affecté. Les
 * jetons y sont pris une fois pour toutes : ce sont les droits de la base qui changent sous eux.
 */
final class EspaceDEssai implements AutoCloseable {
  static final String AGENT = "agent-lyon";
  static final String FACILITATEUR = "facilitateur2";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  final UUID id = UUID.randomUUID();
  final String code = "essai-" + id.toString().substring(0, 8);
  final String nom = "Espace d'essai " + id.toString().substring(0, 8);
  final String convention = "ESSAI-" + id.toString().substring(0, 8);
  private final ServerStack pile = PileDeTest.pile();
  private final Map<String, String> jetons = new HashMap<>();

  /**
   * @param texte le corps tel que reçu
   */
  record Reponse(int statut, String texte, Map<String, List<String>> entetes) {
    JsonNode json() {
      try {
        return JSON.readTree(texte);
      } catch (IOException e) {
        throw new IllegalStateException(texte, e);
      }
    }
  }

  EspaceDEssai() throws SQLException {
    sql(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + id
            + "', '"
            + code
            + "', '"
            + nom.replace("'", "''")
            + "', 'ES', 'COMMUNE', '#444444')");
    sql(
        "insert into plateforme.maitre_ouvrage_siret (maitre_ouvrage_id, siret) values ('"
            + id
            + "', lpad((random() * 1e13)::bigint::text, 14, '0'))");
    adherer(AGENT, "ADMINISTRATEUR", true);
    sql(
        "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, numero, du, au)"
            + " select '"
            + id
            + "', '"
            + id
            + "', id, '"
            + convention
            + "', current_date - 30, current_date + 30"
            + " from plateforme.structure limit 1");
    sql(
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) select '"
            + id
            + "', '"
            + id
            + "', '"
            + id
            + "', id, current_date - 30"
            + " from plateforme.utilisateur where identifiant = '"
            + FACILITATEUR
            + "'");
  }

  void adherer(String compte, String droit, boolean export) throws SQLException {
    sql(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
            + " select id, '"
            + this.id
            + "', current_date - 30, '"
            + droit
            + "', "
            + export
            + " from plateforme.utilisateur where identifiant = '"
            + compte
            + "'");
  }

  /** En superutilisateur : ce qu'une autre personne, ou la nuit, aurait changé. */
  void sql(String ordre) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(ordre);
    }
  }

  List<String> lire(String requete) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r = i.executeQuery(requete)) {
      var lignes = new ArrayList<String>();
      while (r.next()) {
        lignes.add(r.getString(1));
      }
      return lignes;
    }
  }

  /** Les marchés de l'espace : ce qu'un geste refusé ne doit pas avoir écrit. */
  int marches() throws SQLException {
    return Integer.parseInt(
        lire("select count(*) from metier.marche where tenant_id = '" + id + "'").getFirst());
  }

  List<String> actes() throws SQLException {
    return lire(
        "select acte from plateforme.journal where maitre_ouvrage_id = '" + id + "' order by rang");
  }

  Reponse get(String compte, String chemin) {
    return appeler(compte, "GET", chemin, null);
  }

  Reponse post(String compte, String chemin, String corps) {
    return appeler(compte, "POST", chemin, corps);
  }

  /**
   * @param chemin depuis l'espace ; depuis l'API quand il commence par « // »
   */
  Reponse appeler(String compte, String methode, String chemin, String corps) {
    var jeton = jetons.computeIfAbsent(compte, pile::jeton);
    var adresse =
        pile.urlMaillon()
            + "/api/v1"
            + (chemin.startsWith("//") ? chemin.substring(1) : "/maitres-ouvrage/" + code + chemin);
    var requete =
        HttpRequest.newBuilder(URI.create(adresse))
            .header("Authorization", "Bearer " + jeton)
            .header("Accept", "*/*");
    if (corps != null) {
      requete.header("Content-Type", "application/json");
    }
    try {
      var r =
          HTTP.send(
              requete
                  .method(
                      methode,
                      corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
                  .build(),
              BodyHandlers.ofString());
      return new Reponse(r.statusCode(), r.body(), r.headers().map());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Tout ce que l'espace a eu, dans quelque table que ce soit. */
  @Override
  public void close() throws SQLException {
    oublier(pile, id);
  }

  static void oublier(ServerStack pile, UUID espace) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      // tout part d'un coup : à côté, une vérification des cumuls n'en lit pas la moitié
      c.setAutoCommit(false);
      // et l'ordre des clés étrangères n'importe plus
      i.execute("set session_replication_role = replica");
      var tables = new ArrayList<String>();
      try (var r =
          i.executeQuery(
              "select c.oid::regclass::text || ' where ' || a.attname from pg_class c join"
                  + " pg_attribute a on a.attrelid = c.oid join pg_namespace n on n.oid ="
                  + " c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition and"
                  + " n.nspname in ('metier', 'plateforme', 'consolide', 'equipe') and a.attname in"
                  + " ('tenant_id', 'maitre_ouvrage_id')")) {
        while (r.next()) {
          tables.add(r.getString(1));
        }
      }
      for (var table : tables) {
        i.execute("delete from " + table + " = '" + espace + "'");
      }
      i.execute("delete from plateforme.maitre_ouvrage where id = '" + espace + "'");
      c.commit();
    }
  }
}
