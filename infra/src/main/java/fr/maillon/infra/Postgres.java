package fr.maillon.infra;

import fr.maillon.infra.sauvegarde.Depot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * One PostgreSQL cluster on loopback. Born by {@code initdb} in a folder that is renamed once
 * complete, it then gets the roles and databases of {@code infra/db/roles.sql} and the migrations
 * of {@code infra/db/migration}, at each start.
 */
public final class Postgres implements AutoCloseable {
  public static final String BASE = "maillon";
  public static final String OWNER = "maillon_owner";
  public static final String APP = "maillon_app";
  public static final String CONSOLIDE = "maillon_consolide";
  public static final String ENTRETIEN = "maillon_entretien";
  public static final String KEYCLOAK = "keycloak";
  private static final String SUPERUSER = "postgres";
  private static final List<String> LOGINS = List.of(OWNER, APP, CONSOLIDE, ENTRETIEN, KEYCLOAK);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 3;

  /** Held: a logger that nobody holds is collected, and its level with it. */
  private static final java.util.logging.Logger FLYWAY_LOG =
      java.util.logging.Logger.getLogger("org.flywaydb");

  /** Durable, and at home in 250 MB. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "60"),
          Map.entry("shared_buffers", "64MB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("effective_cache_size", "512MB"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          Map.entry("max_wal_size", "512MB"),
          Map.entry("log_min_duration_statement", "2000"),
          Map.entry("log_line_prefix", "%m [%p] %u@%d %a "),
          Map.entry("timezone", "UTC"));

  private static final Map<String, String> THROW_AWAY =
      Map.of(
          "fsync",
          "off",
          "full_page_writes",
          "off",
          "synchronous_commit",
          "off",
          "autovacuum_naptime",
          "10min");

  /**
   * A throw-away cluster that is archived must lose nothing when its processes are killed; only a
   * power cut may hurt it.
   */
  private static final Map<String, String> THROW_AWAY_ARCHIVED = Map.of("fsync", "off");

  private static final Duration ARCHIVE_TIMEOUT = Duration.ofSeconds(60);

  /**
   * What the throw-away clusters of this JVM are copies of: being born and migrated takes each of
   * them seconds.
   */
  private static Postgres model;

  /** The cluster of {@link #base}. */
  private static Postgres shared;

  private static final AtomicInteger COPIES = new AtomicInteger();

  private final Path home;
  private final PostgresHost host;
  private final Path dir;
  private final Secrets secrets;
  private final AtomicBoolean closed = new AtomicBoolean();
  private ServerProcess process;
  private DirectoryLock lock;
  private boolean throwAway;
  private int port;
  private String base = BASE;

  /** A database in the cluster of another, which alone stops it. */
  private boolean copied;

  /** Where the backups of every cluster that lived here are; null: no archiving. */
  private Path sauvegardes;

  private Duration archiveTimeout = ARCHIVE_TIMEOUT;

  /** The data this cluster begins with; null: what initdb gives. */
  private Path origin;

  private final Map<String, String> extra = new LinkedHashMap<>();

  private Postgres(Path home, PostgresHost host, Path dir, Secrets secrets) {
    this.home = home;
    this.host = host;
    this.dir = dir;
    this.secrets = secrets;
  }

  /**
   * A cluster of its own, migrated, on a free port; gone when closed, or with the JVM at the
   * latest.
   */
  public static Postgres jetable() {
    return jetable(null);
  }

  /**
   * A database of its own, migrated, in the one cluster that the tests of this JVM share: to be
   * born takes it a copy. What is said of roles there is said to all.
   */
  public static synchronized Postgres base() {
    if (shared == null) {
      shared = jetable();
    }
    return shared.copie();
  }

  /** As this database is now, where nobody is connected, in the same cluster; gone when closed. */
  public synchronized Postgres copie() {
    var copy = new Postgres(home, host, dir, secrets);
    copy.process = process;
    copy.port = port;
    copy.base = BASE + "_" + COPIES.incrementAndGet();
    copy.copied = true;
    try (var connection = superuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database " + copy.base + " template " + base + " owner " + OWNER);
      // as roles.sql does: what is said of a database is not copied with it
      statement.execute("revoke all on database " + copy.base + " from public");
      statement.execute(
          "grant connect on database "
              + copy.base
              + " to "
              + String.join(", ", APP, CONSOLIDE, ENTRETIEN));
      return copy;
    } catch (SQLException e) {
      throw new Panne("la base " + base + " ne se copie pas : " + e.getMessage(), e);
    }
  }

  /**
   * The same, its journal archived in its own folder: a segment leaves at the latest that long
   * after its first write.
   */
  public static Postgres jetableArchive(Duration delai) {
    return jetable(delai);
  }

  /**
   * A cluster of its own with the settings of a lasting one, archived or not: what a measure needs.
   */
  public static Postgres mesure(Duration delai) {
    return temporaire(delai, true);
  }

  private static Postgres jetable(Duration delai) {
    return temporaire(delai, false);
  }

  private static Postgres temporaire(Duration delai, boolean durable) {
    try {
      var origin = model();
      var postgres = temporary(origin.secrets);
      postgres.origin = origin.data();
      if (delai != null) {
        postgres.archive(postgres.dir.resolve("sauvegarde"), delai);
      }
      try {
        postgres.start(Ports.FREE, !durable);
      } catch (Panne | IOException e) {
        postgres.close();
        throw e;
      }
      return postgres;
    } catch (IOException e) {
      throw new Panne("PostgreSQL jetable ne démarre pas : " + e.getMessage(), e);
    }
  }

  /**
   * Born, migrated and properly stopped, once for all the JVMs that test this state of the base.
   */
  private static synchronized Postgres model() throws IOException {
    if (model == null) {
      var dir = modelFolder();
      try (var _ = DirectoryLock.lock(dir, START_LIMIT.multipliedBy(2))) {
        var born = open(dir, Secrets.in(dir));
        var ready = dir.resolve("pret");
        if (!Files.exists(ready)) {
          // one that was cut short
          killLeftOver(born.data());
          FileTree.delete(born.data());
          try {
            born.birth();
            born.shutDown("fast");
          } catch (Panne | IOException e) {
            born.close();
            throw e;
          }
          Files.createFile(ready);
          forgetOldModels(dir);
        }
        model = born;
      }
    }
    return model;
  }

  /** Another folder as soon as the binaries, the roles, a migration or this very class change. */
  static Path modelFolder() throws IOException {
    var sum = new CRC32();
    for (var line : Niveau.lignes(migrations())) {
      sum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    sum.update(Files.readAllBytes(Racine.infra().resolve("db/roles.sql")));
    try (var own = Postgres.class.getResourceAsStream("Postgres.class")) {
      sum.update(own.readAllBytes());
    }
    return Racine.instance("modeles")
        .resolve(Logiciels.postgres().getFileName() + "-" + Long.toHexString(sum.getValue()));
  }

  private static void forgetOldModels(Path kept) throws IOException {
    List<Path> dirs;
    try (var list = Files.list(kept.getParent())) {
      dirs = list.filter(d -> Files.exists(d.resolve("pret"))).toList();
    }
    for (var dir : dirs) {
      var made = Files.getLastModifiedTime(dir.resolve("pret")).toInstant();
      if (made.isBefore(Instant.now().minus(Duration.ofDays(1)))) {
        FileTree.delete(dir);
      }
    }
  }

  /**
   * A copy of a cluster, replaying its journal under those settings, on a free port; gone when
   * closed. Listening is not waited for: before its data are consistent it answers nobody, and what
   * it waits for is the caller's business.
   */
  public static Postgres rejeu(String motDePasse, Remplissage copie, Map<String, String> reglages) {
    try {
      var postgres = temporary(Secrets.of(Map.of(SUPERUSER, motDePasse)));
      try {
        postgres.throwAway = true;
        postgres.fill(postgres.data(), copie);
        postgres.extra.putAll(reglages);
        postgres.port = Ports.orFree(Ports.FREE);
        postgres.process = postgres.spawn();
      } catch (Panne | IOException e) {
        postgres.close();
        throw e;
      }
      return postgres;
    } catch (IOException e) {
      throw new Panne("La sauvegarde ne se rejoue pas : " + e.getMessage(), e);
    }
  }

  /** Fills the data folder of a cluster that has not begun. */
  @FunctionalInterface
  public interface Remplissage {
    void remplir(Path donnees) throws IOException;
  }

  /** A throw-away cluster of another version, from the artifact of its binaries. */
  public static Postgres autreVersion(Path binaires) {
    try {
      var postgres = temporary(Secrets.inMemory(), Logiciels.postgres(binaires));
      try {
        postgres.birth();
      } catch (Panne | IOException e) {
        postgres.close();
        throw e;
      }
      return postgres;
    } catch (IOException e) {
      throw new Panne("PostgreSQL jetable ne démarre pas : " + e.getMessage(), e);
    }
  }

  private void birth() throws IOException {
    start(Ports.FREE, true);
    createRoles();
    migrate();
  }

  private static Postgres temporary(Secrets secrets) throws IOException {
    return temporary(secrets, Logiciels.postgres());
  }

  private static Postgres temporary(Secrets secrets, Path home) throws IOException {
    var all = Racine.instance("jetable");
    Files.createDirectories(all);
    sweep(all);
    var dir =
        all.resolve(
            "pg-"
                + ProcessHandle.current().pid()
                + "-"
                + UUID.randomUUID().toString().substring(0, 8));
    var lock = DirectoryLock.tryLock(dir).orElseThrow();
    var postgres = open(dir, secrets, home);
    postgres.lock = lock;
    Runtime.getRuntime()
        .addShutdownHook(new Thread(postgres::close, "arrêt de PostgreSQL jetable"));
    return postgres;
  }

  /**
   * To be said before {@link #start}: every segment of the journal is copied under that folder, in
   * the sub-folder of this very cluster.
   */
  void archive(Path folder, Duration timeout) {
    sauvegardes = folder;
    archiveTimeout = timeout;
  }

  static Postgres open(Path dir, Secrets secrets) throws IOException {
    return open(dir, secrets, Logiciels.postgres());
  }

  private static Postgres open(Path dir, Secrets secrets, Path home) throws IOException {
    return new Postgres(
        home,
        PostgresHost.detect(
            home.resolve("bin").resolve(Plateforme.courante().executable("postgres"))),
        dir,
        secrets);
  }

  /**
   * What JVMs killed without warning left behind: their cluster is stopped and its folder removed.
   */
  private static void sweep(Path all) throws IOException {
    List<Path> dirs;
    try (var list = Files.list(all)) {
      dirs = list.filter(Files::isDirectory).toList();
    }
    for (var dir : dirs) {
      var lock = DirectoryLock.tryLock(dir);
      if (lock.isPresent()) {
        try (var held = lock.get()) {
          held.note("balayé");
          killLeftOver(dir.resolve("donnees"));
        }
        FileTree.delete(dir);
      }
    }
  }

  synchronized void start(int wantedPort, boolean jetable) throws IOException {
    if (closed.get()) {
      throw new Panne("PostgreSQL est déjà arrêté.");
    }
    throwAway = jetable;
    initialise();
    for (int attempt = 1; process == null; attempt++) {
      port = Ports.orFree(wantedPort);
      try {
        process = launch();
      } catch (Panne e) {
        // another process may have taken the free port in between
        if (wantedPort != Ports.FREE || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Again on the same port, after it died. */
  synchronized ServerProcess restart() throws IOException {
    if (closed.get()) {
      throw new Panne("PostgreSQL est déjà arrêté.");
    }
    killLeftOver(data());
    process = launch();
    return process;
  }

  private Path data() {
    return dir.resolve("donnees");
  }

  Path log() {
    return dir.resolve("postgresql.log");
  }

  private void initialise() throws IOException {
    Files.createDirectories(dir);
    if (Files.exists(data().resolve("PG_VERSION"))) {
      killLeftOver(data());
      return;
    }
    var part = dir.resolve("donnees.part");
    FileTree.delete(part);
    // a folder without PG_VERSION never served
    FileTree.delete(data());
    if (origin == null) {
      initdb(part);
    } else {
      fill(part, to -> FileTree.copy(origin, to));
    }
    Files.move(part, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void initdb(Path part) throws IOException {
    Files.createDirectories(part);
    host.own(part);
    var password = dir.resolve("superutilisateur.part");
    Files.writeString(password, secrets.get(SUPERUSER));
    try {
      host.own(password);
      var command =
          new ArrayList<>(
              List.of(
                  program("initdb"),
                  "-D",
                  part.toString(),
                  "-U",
                  SUPERUSER,
                  "--encoding=UTF8",
                  "--auth=scram-sha-256",
                  "--pwfile=" + password,
                  "--no-instructions"));
      // stable on every machine and fast; French order is asked for where it is shown: collate
      // "fr-x-icu"
      command.addAll(
          version() < 17
              ? List.of("--locale=C.UTF-8")
              : List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
      if (throwAway) {
        command.add("--no-sync");
      }
      ServerProcess.run("initdb", host.command(command), Map.of(), dir, START_LIMIT);
    } finally {
      Files.deleteIfExists(password);
    }
  }

  /** Closed to other accounts before its first byte. */
  private void fill(Path data, Remplissage copy) throws IOException {
    Files.createDirectories(data);
    if (!Plateforme.courante().windows()) {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }
    copy.remplir(data);
    host.own(data);
  }

  private ServerProcess launch() throws IOException {
    var started = spawn();
    try {
      started.await(START_LIMIT, this::answers);
    } catch (Panne | IOException e) {
      started.stop(STOP_LIMIT);
      throw e;
    }
    return started;
  }

  private ServerProcess spawn() throws IOException {
    var settings = new LinkedHashMap<>(SETTINGS);
    if (throwAway) {
      settings.putAll(sauvegardes == null ? THROW_AWAY : THROW_AWAY_ARCHIVED);
    }
    if (sauvegardes != null) {
      var depot = Depot.du(sauvegardes, data());
      Files.createDirectories(depot.journal());
      host.own(depot.journal());
      settings.putAll(depot.archivage(archiveTimeout));
    }
    if (version() >= 18) {
      settings.put("io_method", "sync");
    }
    settings.putAll(extra);
    var command =
        new ArrayList<>(
            List.of(program("postgres"), "-D", data().toString(), "-p", String.valueOf(port)));
    settings.forEach(
        (name, value) -> {
          command.add("-c");
          command.add(name + "=" + value);
        });
    return ServerProcess.start("PostgreSQL", host.command(command), Map.of(), dir, log());
  }

  private boolean answers() {
    try (var connection = superuser("postgres")) {
      return connection.isValid(2);
    } catch (SQLException e) {
      // not listening yet, or "the database system is starting up"
      if ("28P01".equals(e.getSQLState())) {
        throw new Panne(
            "Les données de "
                + dir
                + " ne s'ouvrent pas avec les mots de passe de "
                + dir.getParent().resolve("secrets.properties")
                + " : remettez ce fichier, ou supprimez le dossier pour repartir de zéro.",
            e);
      }
      return false;
    }
  }

  /**
   * A crash leaves postmaster.pid; if that process still lives and serves this very folder, it is
   * ours to stop.
   */
  private static void killLeftOver(Path data) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var lines = Files.readAllLines(pidFile);
    if (lines.size() > 1
        && lines.get(0).strip().matches("\\d+")
        && Path.of(lines.get(1).strip()).equals(data.toAbsolutePath())) {
      var left =
          ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
              .filter(handle -> handle.info().command().orElse("").contains("postgres"));
      if (left.isPresent()) {
        var family = new ArrayList<>(left.get().descendants().toList());
        family.add(left.get());
        family.forEach(ProcessHandle::destroy);
        ServerProcess.waitFor(family, Duration.ofSeconds(2));
        family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        ServerProcess.waitFor(family, STOP_LIMIT);
      }
    }
    Files.deleteIfExists(pidFile);
  }

  /**
   * Roles and databases of {@code infra/db/roles.sql}; run at each start, so that file and cluster
   * agree.
   */
  void createRoles() throws IOException {
    var values = new LinkedHashMap<String, String>();
    LOGINS.forEach(role -> values.put(role, secrets.get(role)));
    try {
      SqlScript.read(Racine.infra().resolve("db/roles.sql"), values)
          .run(this::superuser, "postgres");
    } catch (SQLException e) {
      throw new Panne("Les rôles de PostgreSQL n'ont pas pu être créés : " + e.getMessage(), e);
    }
  }

  /** Flyway, as the owner; returns how many migrations it applied. */
  int migrate() {
    try {
      return migrate(BASE, migrations());
    } catch (FlywayValidateException e) {
      throw new Panne(
          "Les migrations du dépôt ne sont plus celles qu'a reçues cette base : revenez à leur"
              + " version, ou supprimez "
              + dir
              + " pour repartir de zéro.\n"
              + e.getMessage(),
          e);
    } catch (FlywayException e) {
      throw new Panne("La migration de la base a échoué (" + dir + ") : " + e.getMessage(), e);
    }
  }

  /** Any database of this cluster, from any folder. */
  int migrate(String base, Path folder) {
    FLYWAY_LOG.setLevel(java.util.logging.Level.WARNING);
    return Flyway.configure()
        .dataSource(jdbcUrl(base), OWNER, motDePasse(OWNER))
        .locations("filesystem:" + folder)
        .placeholderReplacement(false)
        // two branches land in another order than they were begun
        .outOfOrder(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }

  static Path migrations() {
    return Racine.infra().resolve("db/migration");
  }

  /** Fair-use parameters out of reach, as the owner, who keeps the parameters. */
  void liftLimits() {
    try (var connection = connexion(OWNER);
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update plateforme.parametre set valeur = 1000000 where code like 'USAGE\\_%' and code <>"
              + " 'USAGE_SIMULTANEES'");
      statement.executeUpdate(
          "update plateforme.parametre set valeur = 100 where code = 'USAGE_SIMULTANEES'");
    } catch (SQLException e) {
      throw new Panne("Les limites d'usage n'ont pas pu être levées : " + e.getMessage(), e);
    }
  }

  public int port() {
    return port;
  }

  public String jdbcUrl() {
    return jdbcUrl(base);
  }

  public String jdbcUrl(String base) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + base;
  }

  /**
   * Password of {@link #OWNER}, {@link #APP}, {@link #CONSOLIDE}, {@link #ENTRETIEN} or {@link
   * #KEYCLOAK}.
   */
  public String motDePasse(String role) {
    if (!LOGINS.contains(role)) {
      throw new IllegalArgumentException("rôle sans connexion : " + role);
    }
    return secrets.get(role);
  }

  /** A connection to the database as that role. */
  public Connection connexion(String role) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), role, motDePasse(role));
  }

  /**
   * The database a check reads: the one {@code MAILLON_BASE_URL} names, else that of the
   * demonstration, which must be running. As the application's role: a check needs no right of its
   * own.
   */
  public static Connection connexionAVerifier() throws SQLException {
    var url = Reglage.text("maillon.base.url", "");
    if (!url.isEmpty()) {
      return DriverManager.getConnection(
          url,
          Reglage.text("maillon.base.utilisateur", APP),
          Reglage.text("maillon.base.motdepasse", ""));
    }
    var nom = Reglage.text("maillon.nom", "demo");
    var port = Reglage.port("maillon.port.postgres", 5433);
    if (!Ports.taken(port)) {
      throw new Panne(
          "aucune base sur le port "
              + port
              + " : lancez la démonstration, ou nommez une base par MAILLON_BASE_URL.");
    }
    try {
      var secrets = Secrets.in(Racine.instance(nom));
      if (secrets.isEmpty()) {
        throw new Panne(
            "l'instance « "
                + nom
                + " » n'a jamais été lancée ici : nommez la sienne par -Dmaillon.nom, ou une base"
                + " par MAILLON_BASE_URL.");
      }
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + port + "/" + BASE, APP, secrets.get(APP));
    } catch (IOException e) {
      throw new Panne(
          "les secrets de l'instance « " + nom + " » ne se lisent pas : " + e.getMessage(), e);
    }
  }

  /** For tests that read the catalogues or prepare what no role of ours may write. */
  public Connection connexionSuperutilisateur() throws SQLException {
    return superuser(base);
  }

  private Connection superuser(String base) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", secrets.get(SUPERUSER));
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(jdbcUrl(base), properties);
  }

  /** Password of the superuser: of who backs up and restores, never of a server. */
  public String motDePasseSuperutilisateur() {
    return secrets.get(SUPERUSER);
  }

  /** The backups of this cluster, or null when it is not archived. */
  public Depot depot() throws IOException {
    return sauvegardes == null ? null : Depot.du(sauvegardes, data());
  }

  public boolean vivant() {
    return process != null && process.isAlive();
  }

  /** The end of its log: what to show when it dies. */
  public String finDuJournal() {
    try {
      return ServerProcess.tail(log());
    } catch (IOException e) {
      return "(journal illisible : " + e.getMessage() + ")";
    }
  }

  long pid() {
    return process.pid();
  }

  ServerProcess process() {
    return process;
  }

  List<ProcessHandle> family() {
    return process == null ? List.of() : process.family();
  }

  @Override
  public synchronized void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (copied) {
      drop();
      return;
    }
    try {
      if (process != null && process.isAlive()) {
        // "fast" ends the sessions and writes everything; a throw-away cluster has nothing to write
        shutDown(throwAway ? "immediate" : "fast");
      }
      if (lock != null) {
        lock.close();
        FileTree.delete(dir);
      }
    } catch (IOException e) {
      throw new Panne(
          "PostgreSQL (" + dir + ") ne s'est pas arrêté proprement : " + e.getMessage(), e);
    }
  }

  private void drop() {
    try (var connection = superuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute("drop database " + base + " with (force)");
    } catch (SQLException e) {
      throw new Panne("la base " + base + " ne se retire pas : " + e.getMessage(), e);
    }
  }

  private void shutDown(String mode) throws IOException {
    try {
      ServerProcess.run(
          "pg_ctl stop",
          host.command(
              List.of(
                  program("pg_ctl"),
                  "stop",
                  "-D",
                  data().toString(),
                  "-m",
                  mode,
                  "-w",
                  "-t",
                  "20")),
          Map.of(),
          dir,
          STOP_LIMIT.plusSeconds(5));
    } finally {
      process.stop(Duration.ofSeconds(5));
    }
  }

  /** 16, 17, 18: what the folder of the binaries is called after. */
  private int version() {
    return Integer.parseInt(
        home.getFileName().toString().replaceFirst("^postgresql-(\\d+)\\..*", "$1"));
  }

  private String program(String name) {
    return home.resolve("bin").resolve(Plateforme.courante().executable(name)).toString();
  }
}
