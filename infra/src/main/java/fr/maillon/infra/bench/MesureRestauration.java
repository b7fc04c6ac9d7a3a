package fr.maillon.infra.bench;

import fr.maillon.infra.Postgres;
import fr.maillon.infra.fiction.National;
import fr.maillon.infra.fiction.Taille;
import fr.maillon.infra.sauvegarde.Rejeu;
import fr.maillon.infra.sauvegarde.Restauration;
import fr.maillon.infra.sauvegarde.Sauvegarde;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Locale;

/**
 * How long it takes to bring back the largest space of the country, all of it lost, and how much a
 * dead disk loses: on durable settings, with the sixty seconds of the launcher. {@code ./mvnw
 * -Prun,mesure-restauration}
 */
public final class MesureRestauration {
  private static final Duration ARCHIVAGE = Duration.ofSeconds(60);
  private static final Duration LIMITE = Duration.ofHours(1);

  /**
   * Beats are noted for two and a half periods, and the server dies at the end of the last one,
   * just before its segment would leave.
   */
  private static final Duration AVANT_LA_MORT = ARCHIVAGE.multipliedBy(2).plusSeconds(55);

  private final Postgres postgres;
  private final PrintStream sortie;

  private MesureRestauration(Postgres postgres, PrintStream sortie) {
    this.postgres = postgres;
    this.sortie = sortie;
  }

  public static void main(String[] args) throws Exception {
    var sortie =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    var taille = Taille.de(entier("maillon.bench.espaces", Taille.ESPACES_DU_PAYS));
    // the largest always, and of the others one in so many: they only weigh on the replay and on
    // the proof
    var unSur = entier("maillon.bench.unsur", 1);
    try (var postgres = Postgres.mesure(ARCHIVAGE)) {
      new MesureRestauration(postgres, sortie).mesurer(taille, unSur);
    }
  }

  private static int entier(String nom, int defaut) {
    var donne = System.getProperty(nom, "");
    return donne.isBlank() ? defaut : Integer.parseInt(donne);
  }

  private void mesurer(Taille taille, int unSur) throws Exception {
    var espace = National.espace(taille, 1);
    try (var connexion = postgres.connexionSuperutilisateur()) {
      National.charger(
          postgres.connexionSuperutilisateur(),
          taille,
          rang -> rang == 1 || rang % unSur == 0,
          sortie);
      dire(
          "base : %s, %s espaces ; le plus gros : %s marchés, %s lignes d'heures",
          un(connexion, "select pg_size_pretty(pg_database_size(current_database()))"),
          un(connexion, "select count(*) from plateforme.maitre_ouvrage"),
          un(connexion, "select count(*) from metier.marche where tenant_id = '" + espace + "'"),
          un(
              connexion,
              "select count(*) from metier.registre_heures where tenant_id = '" + espace + "'"));
      var debut = System.nanoTime();
      dire(
          "copie de base : %s en %.1f s",
          Sauvegarde.prendre(connexion, postgres.depot(), 3), secondes(debut));
      var avant = un(connexion, "select pg_current_wal_lsn()");
      debut = System.nanoTime();
      vivre(connexion);
      var journal =
          Long.parseLong(
              un(connexion, "select (pg_current_wal_lsn() - '" + avant + "'::pg_lsn)::bigint"));
      dire(
          "une journée d'écritures en %.1f s : %d Mo de journal",
          secondes(debut), journal / 1_000_000);
      var instant =
          Instant.parse(
              un(
                  connexion,
                  "select to_char(clock_timestamp() at time zone 'UTC',"
                      + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
      perdre(connexion, espace.toString());
      dire("tout l'espace est perdu ; retour au %s", instant);
      debut = System.nanoTime();
      var rapport =
          Restauration.restaurer(
              new Restauration.Demande(
                  National.code(1), instant, "Mesure", false, Duration.ofMinutes(5)),
              postgres::connexionSuperutilisateur,
              Restauration.depuis(postgres.depot(), postgres.motDePasseSuperutilisateur(), LIMITE),
              (etape, dit) -> sortie.println("  " + etape + " : " + dit));
      sortie.println(rapport);
      dire(
          "RTO : %.0f s, %d lignes remises (budget : 900 s)",
          secondes(debut), rapport.lignesRemises());
      dire(
          "archive : %d Mo de segments compressés", octets(postgres.depot().journal()) / 1_000_000);
    }
    mourir();
  }

  /**
   * Facts added to every market, and a tenth of the hours touched: what the replay will have to go
   * through.
   */
  private static void vivre(Connection connexion) throws SQLException {
    executer(
        connexion,
        "insert into metier.evenement (tenant_id, id, marche_id, code, detail, auteur_id,"
            + " auteur_nom) select tenant_id, gen_random_uuid(), id, 'MODIFIE', 'Objet corrigé',"
            + " gen_random_uuid(), 'Agent' from metier.marche");
    executer(connexion, "update metier.marche set version = version + 1");
    executer(
        connexion,
        "update metier.declaration_heures set version = version + 1 where mod(hashtext(id::text),"
            + " 10) = 0");
  }

  private static void perdre(Connection connexion, String espace) throws SQLException {
    executer(connexion, "begin; set local session_replication_role = replica");
    var tables = new ArrayList<String>();
    try (var s = connexion.createStatement();
        var r =
            s.executeQuery(
                "select format('%I.%I', table_schema, table_name) from information_schema.columns"
                    + " where column_name = 'tenant_id' and (table_schema, table_name) in (select"
                    + " schemaname, tablename from pg_tables)")) {
      while (r.next()) {
        tables.add(r.getString(1));
      }
    }
    for (var table : tables) {
      executer(connexion, "delete from " + table + " where tenant_id = '" + espace + "'");
    }
    executer(connexion, "commit");
  }

  /**
   * Beats every 20 ms until the server is killed; the disk is lost too: only the archive answers.
   */
  private void mourir() throws Exception {
    var depot = postgres.depot();
    var dernier = Instant.EPOCH;
    try (var connexion = postgres.connexionSuperutilisateur()) {
      executer(connexion, "create table public.battement (quand timestamptz not null)");
      executer(connexion, "select pg_switch_wal()");
      var fin = Instant.now().plus(AVANT_LA_MORT);
      while (Instant.now().isBefore(fin)) {
        dernier =
            Instant.parse(
                un(
                    connexion,
                    "insert into public.battement values (clock_timestamp()) returning"
                        + " to_char(quand at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        Thread.sleep(20);
      }
      var pid =
          Long.parseLong(
              Files.readAllLines(
                      Path.of(un(connexion, "show data_directory")).resolve("postmaster.pid"))
                  .getFirst());
      var famille = new ArrayList<>(ProcessHandle.of(pid).orElseThrow().descendants().toList());
      famille.addFirst(ProcessHandle.of(pid).orElseThrow());
      famille.forEach(ProcessHandle::destroyForcibly);
    }
    var debut = System.nanoTime();
    try (var rejeu = Rejeu.jusquAuBout(depot, postgres.motDePasseSuperutilisateur(), LIMITE);
        var connexion = rejeu.connexion();
        var s = connexion.createStatement();
        var r = s.executeQuery("select max(quand) from public.battement")) {
      r.next();
      dire(
          "RPO : disque perdu, %.1f s d'écritures perdues (budget : 300 s) ; toute la plateforme"
              + " rejouée en %.0f s",
          Duration.between(r.getObject(1, OffsetDateTime.class).toInstant(), dernier).toMillis()
              / 1000.0,
          secondes(debut));
    }
  }

  private static String un(Connection connexion, String sql) throws SQLException {
    try (var s = connexion.createStatement();
        var r = s.executeQuery(sql)) {
      r.next();
      return r.getString(1);
    }
  }

  private static void executer(Connection connexion, String sql) throws SQLException {
    try (var s = connexion.createStatement()) {
      s.execute(sql);
    }
  }

  private static long octets(Path dossier) throws java.io.IOException {
    try (var fichiers = Files.list(dossier)) {
      return fichiers.mapToLong(f -> f.toFile().length()).sum();
    }
  }

  private static double secondes(long debut) {
    return (System.nanoTime() - debut) / 1e9;
  }

  private void dire(String phrase, Object... valeurs) {
    sortie.println(String.format(Locale.FRENCH, phrase, valeurs));
  }
}
