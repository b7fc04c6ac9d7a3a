package fr.maillon.isolation;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Refuse de servir si la garde n'est pas celle que l'on croit : un rôle qui possède une table ou
 * qui contourne la sécurité par ligne, un rôle membre d'un autre, une table d'espace sans FORCE,
 * une base à un autre niveau de migration.
 */
@ApplicationScoped
public class GardeDeLaBase {
  /** Le niveau de migration que ce code connaît ; un test le compare au dossier des migrations. */
  static final String MIGRATION = "065";

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
      try (var r =
          requete.executeQuery(
              "select max(version) filter (where success), bool_and(success) from"
                  + " public.flyway_schema_history where version is not null")) {
        r.next();
        if (!MIGRATION.equals(r.getString(1)) || !r.getBoolean(2)) {
          fautes.add(
              "la base est au niveau " + r.getString(1) + ", ce serveur attend " + MIGRATION);
        }
      }
    }
    return fautes;
  }
}
