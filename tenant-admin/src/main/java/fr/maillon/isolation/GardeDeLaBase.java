package fr.maillon.isolation;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Refuse de servir si la garde n'est pas celle que l'on croit : un rôle qui possède une table ou
 * qui contourne la sécurité par ligne, un rôle membre d'un autre, une table d'espace sans FORCE,
 * une base à un autre niveau de migration.
 */
@ApplicationScoped
public class GardeDeLaBase {
  /** Les migrations que ce code connaît, avec leur empreinte : écrites à la construction. */
  private static final Map<String, Integer> MIGRATIONS = migrations();

  @Resource(lookup = "jdbc/maillon")
  DataSource base;

  void auDemarrage(@Observes Startup evenement) {
    var fautes = fautes();
    if (!fautes.isEmpty()) {
      throw new IllegalStateException("Maillon refuse de démarrer : " + String.join(" ; ", fautes));
    }
  }

  /**
   * Les fautes constatées, en français ; vide quand tout est en ordre. Une base injoignable est une
   * faute.
   */
  public List<String> fautes() {
    try (var connexion = base.getConnection()) {
      return fautes(connexion);
    } catch (SQLException e) {
      return List.of("base injoignable (" + e.getSQLState() + ")");
    }
  }

  static List<String> fautes(Connection connexion) throws SQLException {
    var fautes = new ArrayList<String>();
    try (var requete = connexion.createStatement()) {
      try (var r =
          requete.executeQuery(
              "select rolname, rolsuper, rolbypassrls, exists (select 1 from pg_class c where"
                  + " c.relowner = r.oid) from pg_roles r where rolname = current_user")) {
        r.next();
        if (r.getBoolean(2)) {
          fautes.add("le rôle " + r.getString(1) + " est superutilisateur");
        }
        if (r.getBoolean(3)) {
          fautes.add("le rôle " + r.getString(1) + " contourne la sécurité par ligne");
        }
        if (r.getBoolean(4)) {
          fautes.add("le rôle " + r.getString(1) + " possède une table");
        }
      }
      try (var r =
          requete.executeQuery(
              "select rolname from pg_roles where rolname = current_user and not rolsuper and"
                  + " has_function_privilege('pg_catalog.set_config(text, text, boolean)',"
                  + " 'execute')")) {
        if (r.next()) {
          fautes.add(
              "le rôle "
                  + r.getString(1)
                  + " pourrait changer de périmètre dans une requête (rejouez roles.sql)");
        }
      }
      // être membre d'un autre rôle, c'est hériter de ses politiques
      try (var r =
          requete.executeQuery(
              "select string_agg(roleid::regrole::text, ', ') from pg_auth_members where member ="
                  + " current_user::regrole")) {
        r.next();
        if (r.getString(1) != null) {
          fautes.add("le rôle de connexion est membre de " + r.getString(1));
        }
      }
      try (var r =
          requete.executeQuery(
              "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                  + " c.relnamespace where c.relkind in ('r', 'p') and not (c.relrowsecurity and"
                  + " c.relforcerowsecurity) and (n.nspname in ('plateforme', 'equipe', 'metier',"
                  + " 'consolide')      or exists (select 1 from pg_attribute a where a.attrelid ="
                  + " c.oid and a.attname = 'tenant_id' and not a.attisdropped)) order by 1")) {
        while (r.next()) {
          fautes.add("la table " + r.getString(1) + " n'a pas de sécurité par ligne forcée");
        }
      }
      // les index d'une colonne rangée en français sont faux dès que la bibliothèque qui range
      // change
      try (var r =
          requete.executeQuery(
              "select distinct c.collname, c.collversion, pg_collation_actual_version(c.oid) from"
                  + " pg_collation c join pg_attribute a on a.attcollation = c.oid and a.attnum > 0"
                  + " and not a.attisdropped join pg_class t on t.oid = a.attrelid and t.relkind ="
                  + " 'r' where c.collprovider = 'i' and c.collversion is distinct from"
                  + " pg_collation_actual_version(c.oid) order by 1")) {
        while (r.next()) {
          fautes.add(
              "l'ordre "
                  + r.getString(1)
                  + " était celui d'ICU "
                  + r.getString(2)
                  + " et cette machine a "
                  + r.getString(3)
                  + " : faites « reindex database », puis « alter collation \""
                  + r.getString(1)
                  + "\" refresh version »");
        }
      }
      var niveau = niveau(requete);
      if (!niveau.isEmpty()) {
        fautes.add(
            "la base n'est pas au niveau que ce serveur attend : " + String.join(", ", niveau));
      }
    }
    return fautes;
  }

  /** Ce qui sépare la base des migrations de ce code, les rejouables comprises. */
  private static List<String> niveau(Statement requete) throws SQLException {
    var ecarts = new ArrayList<String>();
    var manquantes = new TreeMap<>(MIGRATIONS);
    try (var r =
        requete.executeQuery(
            "select distinct on (script) script, checksum, success from"
                + " public.flyway_schema_history where type = 'SQL' order by script,"
                + " installed_rank desc")) {
      while (r.next()) {
        var script = r.getString(1);
        var empreinte = manquantes.remove(script);
        if (empreinte == null) {
          ecarts.add(script + " lui est inconnue");
        } else if (!r.getBoolean(3)) {
          ecarts.add(script + " a échoué");
        } else if (empreinte != r.getInt(2)) {
          ecarts.add(script + " n'y est pas la même");
        }
      }
    }
    manquantes.keySet().forEach(script -> ecarts.add(script + " n'y est pas passée"));
    return ecarts;
  }

  private static Map<String, Integer> migrations() {
    try (var lignes = GardeDeLaBase.class.getResourceAsStream("migrations.txt")) {
      return new String(lignes.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(ligne -> ligne.split(" "))
          .collect(Collectors.toUnmodifiableMap(m -> m[0], m -> Integer.valueOf(m[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
