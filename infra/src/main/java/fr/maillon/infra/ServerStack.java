package fr.maillon.infra;

import fr.maillon.infra.demo.Demonstration;
import fr.maillon.infra.sauvegarde.Quotidienne;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * PostgreSQL, Keycloak and Liberty of one instance, started together and stopped together. The
 * demonstration is one instance on known ports with lasting data; a run of the tests is another, on
 * free ports, that keeps nothing.
 */
public final class ServerStack implements AutoCloseable {
  /** Password of every account of the demonstration. */
  public static final String MOT_DE_PASSE_DEMO = "demo";

  /**
   * @param nom what the instance is called in messages
   * @param donnees folder of its data, logs and secrets
   * @param portHttp pages and API; 0 takes a free one, as for the others
   * @param jetable data wiped at start and not guarded against a power cut
   * @param demo accounts and data of the demonstration
   * @param liberty false to prepare Liberty without starting it (a test container that starts it
   *     itself)
   * @param sansLimites no fair-use limits: a test or a measure asks more in a minute than a space
   *     in a day
   * @param secondFacteur asked from the team, the centre and the administrators; scripts of the
   *     demonstration and of the measures give a password only
   * @param dropins folders of extra Liberty configuration, put in configDropins/overrides
   * @param ear the application
   */
  public record Options(
      String nom,
      Path donnees,
      int portHttp,
      int portKeycloak,
      int portPostgres,
      boolean jetable,
      boolean demo,
      boolean liberty,
      boolean sansLimites,
      boolean secondFacteur,
      List<Path> dropins,
      Path ear) {

    /** What {@code ./mvnw -Prun} starts; each value can be given as -Dmaillon.… or MAILLON_…. */
    public static Options demonstration() {
      var nom = Reglage.text("maillon.nom", "demo");
      if (!nom.matches("[a-z0-9-]{1,30}")
          || List.of("logiciels", "jetable", "modeles").contains(nom)) {
        throw new Panne(
            "Le nom d'instance « "
                + nom
                + " » n'est pas accepté : lettres minuscules, chiffres et tirets.");
      }
      return new Options(
          nom,
          Racine.instance(nom),
          Reglage.port("maillon.port.http", 9080),
          Reglage.port("maillon.port.keycloak", 8180),
          Reglage.port("maillon.port.postgres", 5433),
          false,
          true,
          true,
          false,
          Boolean.parseBoolean(Reglage.text("maillon.second.facteur", "false")),
          List.of(),
          defaultEar());
    }

    /** Free ports, throw-away data in that folder, the accounts of the demonstration. */
    public static Options essai(Path donnees) {
      return new Options(
          donnees.getFileName().toString(),
          donnees.toAbsolutePath(),
          Ports.FREE,
          Ports.FREE,
          Ports.FREE,
          true,
          true,
          true,
          true,
          Boolean.parseBoolean(Reglage.text("maillon.essai.second.facteur", "false")),
          List.of(),
          defaultEar());
    }

    /** Free ports, durable data begun anew: what a measure needs. */
    public static Options mesure() throws IOException {
      var donnees = Racine.instance("mesure");
      FileTree.delete(donnees);
      return new Options(
          "mesure",
          donnees,
          Ports.FREE,
          Ports.FREE,
          Ports.FREE,
          false,
          true,
          true,
          true,
          false,
          List.of(),
          defaultEar());
    }

    /** Free ports, durable data that is found again: what takes minutes to fill is filled once. */
    public static Options gardee(String nom) {
      return new Options(
          nom,
          Racine.instance(nom),
          Ports.FREE,
          Ports.FREE,
          Ports.FREE,
          false,
          true,
          true,
          true,
          false,
          List.of(),
          defaultEar());
    }

    /** The mail of an instance follows its Keycloak: 9025 beside 8180, unless told otherwise. */
    int portSmtp() {
      return portKeycloak == Ports.FREE
          ? Ports.FREE
          : Reglage.port("maillon.port.smtp", portKeycloak + 845);
    }

    public Options sansDemonstration() {
      return new Options(
          nom,
          donnees,
          portHttp,
          portKeycloak,
          portPostgres,
          jetable,
          false,
          liberty,
          sansLimites,
          secondFacteur,
          dropins,
          ear);
    }

    /** With the fair-use limits of production. */
    public Options avecLimites() {
      return new Options(
          nom,
          donnees,
          portHttp,
          portKeycloak,
          portPostgres,
          jetable,
          demo,
          liberty,
          false,
          secondFacteur,
          dropins,
          ear);
    }

    public Options avecDropins(Path... folders) {
      return new Options(
          nom,
          donnees,
          portHttp,
          portKeycloak,
          portPostgres,
          jetable,
          demo,
          liberty,
          sansLimites,
          secondFacteur,
          List.of(folders),
          ear);
    }

    public Options avecEar(Path other) {
      return new Options(
          nom,
          donnees,
          portHttp,
          portKeycloak,
          portPostgres,
          jetable,
          demo,
          liberty,
          sansLimites,
          secondFacteur,
          dropins,
          other);
    }

    private static Path defaultEar() {
      return Path.of(
          Reglage.text("maillon.ear", Racine.depot().resolve("ear/target/maillon.ear").toString()));
    }
  }

  /** Folder of the backups, in that of the instance. */
  static final String SAUVEGARDES = "sauvegarde";

  private static final Duration ARCHIVAGE = Duration.ofSeconds(60);
  private static final Map<String, ReentrantLock> CONNEXIONS = new ConcurrentHashMap<>();

  private final Options options;
  private final Progress progress;
  private final Relance relance;
  private final DirectoryLock lock;
  private final LeftOvers leftOvers;
  private final Secrets secrets;
  private final List<ServerProcess> servers = new ArrayList<>();
  private final int portHttp;
  private Postgres postgres;
  private Keycloak keycloak;
  private Liberty liberty;
  private final int portKeycloak;
  private final int portSurveillance;
  private final Courrier courrier;
  private boolean closing;
  private volatile boolean ending;
  private volatile boolean secondFacteur;
  private final Thread hook = new Thread(this::closeAtExit, "arrêt de Maillon");

  private ServerStack(Options options, Progress progress, DirectoryLock lock) throws IOException {
    this.options = options;
    this.progress = progress;
    this.relance = new Relance(Relance.Attentes.USUELLES, progress::say);
    this.lock = lock;
    this.leftOvers = new LeftOvers(options.donnees());
    this.secrets = options.jetable() ? Secrets.inMemory() : Secrets.in(options.donnees());
    this.secondFacteur = options.secondFacteur();
    this.portHttp = Ports.orFree(options.portHttp());
    this.portKeycloak = Ports.orFree(options.portKeycloak());
    this.portSurveillance = options.jetable() ? Ports.orFree(Ports.FREE) : -1;
    this.courrier =
        new Courrier(options.donnees().resolve("courriels"), Ports.orFree(options.portSmtp()));
  }

  public static ServerStack demarrer(Options options) {
    return demarrer(options, new Progress(System.out));
  }

  public static ServerStack demarrer(Options options, Progress progress) {
    try {
      var dir = options.donnees();
      var lock = DirectoryLock.tryLock(dir).orElse(null);
      if (lock == null) {
        throw new Panne(
            "Maillon tourne déjà sur ces données ("
                + dir
                + ", "
                + DirectoryLock.note(dir)
                + ") : servez-vous-en, ou arrêtez-le par Ctrl-C dans sa fenêtre.");
      }
      ServerStack pile;
      try {
        var ended = new LeftOvers(dir).end();
        if (ended > 0) {
          progress.say(
              "Un lancement précédent s'était arrêté brutalement : "
                  + ended
                  + " processus restants ont été terminés.");
        }
        requirePorts(options);
        if (options.jetable()) {
          for (var child : List.of("pg", "liberty", "keycloak", "courriels")) {
            FileTree.delete(dir.resolve(child));
          }
        }
        pile = new ServerStack(options, progress, lock);
        lock.note("processus " + ProcessHandle.current().pid() + ", " + pile.urlMaillon());
      } catch (Panne | IOException e) {
        lock.close();
        throw e;
      }
      Runtime.getRuntime().addShutdownHook(pile.hook);
      pile.start();
      return pile;
    } catch (IOException e) {
      throw new Panne("Maillon ne démarre pas : " + e.getMessage(), e);
    }
  }

  private static void requirePorts(Options options) {
    var wanted = new LinkedHashMap<String, Integer>();
    wanted.put("maillon.port.http", options.portHttp());
    wanted.put("maillon.port.keycloak", options.portKeycloak());
    wanted.put("maillon.port.postgres", options.portPostgres());
    wanted.put("maillon.port.smtp", options.portSmtp());
    var taken =
        wanted.entrySet().stream()
            .filter(port -> port.getValue() != Ports.FREE && Ports.taken(port.getValue()))
            .toList();
    if (!taken.isEmpty()) {
      throw new Panne(
          taken.stream()
                  .map(
                      port ->
                          "le port "
                              + port.getValue()
                              + " est déjà pris : libérez-le, ou donnez-en un autre par -D"
                              + port.getKey()
                              + "="
                              + (port.getValue() + 1000))
                  .reduce((a, b) -> a + " ; " + b)
                  .orElseThrow()
              + ".");
    }
    if (wanted.values().stream().filter(port -> port != Ports.FREE).distinct().count()
        != wanted.values().stream().filter(port -> port != Ports.FREE).count()) {
      throw new Panne("deux serveurs ne peuvent pas avoir le même port : " + wanted + ".");
    }
  }

  private void start() throws IOException {
    courrier.demarrer();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var database = run(executor, this::startPostgres);
      var keycloakHome = new CompletableFuture<Path>();
      var keycloakReady =
          run(
              executor,
              () -> {
                progress.step(
                    "Keycloak",
                    () -> {
                      keycloakHome.complete(Keycloak.install());
                      return "installé";
                    });
                database.join();
                startKeycloak(keycloakHome.join());
              });
      var libertyReady =
          run(
              executor,
              () -> {
                var home = new CompletableFuture<Path>();
                progress.step(
                    "Liberty",
                    () -> {
                      home.complete(Liberty.install());
                      return "installé";
                    });
                database.join();
                startLiberty(home.join());
              });
      await(List.of(database, keycloakReady, libertyReady));
      if (options.demo() && options.liberty()) {
        progress.step("Démonstration", this::loadDemonstration);
      }
    } catch (Exception e) {
      close();
      if (ending) {
        // what failed did so because it was being stopped
        throw new Panne("Le démarrage a été interrompu.", e);
      }
      switch (e) {
        case Panne panne -> throw panne;
        case IOException io -> throw io;
        default -> throw new Panne("Maillon ne démarre pas : " + e, e);
      }
    }
  }

  /** A step that may fail with a checked exception. */
  @FunctionalInterface
  private interface Task {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> run(ExecutorService executor, Task task) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  /**
   * Ends with the first failure, without waiting for the others: {@link #close} will cut them
   * short.
   */
  private void await(List<CompletableFuture<Void>> tasks) throws Exception {
    var firstFailure = new CompletableFuture<Void>();
    tasks.forEach(
        task -> {
          var _ =
              task.whenComplete(
                  (_, failure) -> {
                    if (failure != null) {
                      firstFailure.completeExceptionally(failure);
                    }
                  });
        });
    try {
      CompletableFuture.anyOf(
              CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)), firstFailure)
          .get();
    } catch (ExecutionException e) {
      // the servers first, else the tasks still waiting for them would hold the executor open
      close();
      Throwable cause = e;
      while ((cause instanceof CompletionException || cause instanceof ExecutionException)
          && cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }
  }

  /** Durable data are backed up, unless told not to or on a machine without sh and gzip. */
  private boolean archivage() {
    return !options.jetable()
        && Boolean.parseBoolean(Reglage.text("maillon.sauvegarde", "true"))
        && !Plateforme.courante().windows()
        && ServerProcess.onPath("sh")
        && ServerProcess.onPath("gzip");
  }

  /** From now on, a base backup a day. */
  void sauvegarderChaqueJour() throws IOException {
    if (postgres.depot() == null) {
      progress.say(
          "Le journal de PostgreSQL n'est pas archivé : cette installation ne se restaure pas.");
    } else {
      Quotidienne.demarrer(postgres, progress::say);
    }
  }

  private void startPostgres() throws Exception {
    progress.step(
        "PostgreSQL",
        () -> {
          var opened = Postgres.open(options.donnees().resolve("pg"), secrets);
          synchronized (this) {
            requireOpen();
            postgres = opened;
          }
          if (archivage()) {
            postgres.archive(options.donnees().resolve(SAUVEGARDES), ARCHIVAGE);
          }
          postgres.start(options.portPostgres(), options.jetable());
          synchronized (this) {
            leftOvers.note(postgres.pid());
          }
          postgres.createRoles();
          return "prêt sur le port " + postgres.port();
        });
    progress.step(
        "Migrations",
        () -> {
          var applied = postgres.migrate();
          if (options.sansLimites()) {
            postgres.liftLimits();
          }
          return applied == 0 ? "base à jour" : applied + " appliquées";
        });
  }

  private void startKeycloak(Path home) throws Exception {
    progress.step(
        "Keycloak",
        () -> {
          keycloak =
              new Keycloak(
                  home,
                  options.donnees().resolve("keycloak"),
                  portKeycloak,
                  secrets,
                  courrier.port());
          Files.createDirectories(options.donnees().resolve("keycloak"));
          register(this::launchKeycloak);
          keycloak.awaitReady();
          return "prêt sur le port " + portKeycloak;
        });
    progress.step(
        "Comptes",
        () ->
            keycloak.writeRealm(
                urlMaillon(), options.demo(), false, options.secondFacteur(), options.jetable()));
  }

  private void startLiberty(Path home) throws Exception {
    progress.step(
        "Application",
        () -> {
          liberty = new Liberty(home, options.donnees().resolve("liberty"), portHttp, serverName());
          liberty.prepare(options.ear(), options.dropins());
          if (!options.liberty()) {
            return "préparée";
          }
          register(() -> liberty.launch(environnement()));
          liberty.awaitReady();
          return "prête sur le port " + portHttp;
        });
  }

  /**
   * Starts a server unless we are already stopping, and remembers it: nothing started may be
   * forgotten.
   */
  private synchronized void register(Launch launch) throws IOException {
    requireOpen();
    var server = launch.start();
    servers.add(server);
    leftOvers.note(server.pid());
  }

  /** Starts one process. */
  @FunctionalInterface
  private interface Launch {
    ServerProcess start() throws IOException;
  }

  private void requireOpen() {
    if (closing) {
      throw new Panne("Le démarrage a été interrompu.");
    }
  }

  private String loadDemonstration() throws Exception {
    return Demonstration.charger(this, options.donnees(), !options.jetable());
  }

  /** What {@code server.xml} reads from the environment. */
  public Map<String, String> environnement() {
    var values = new LinkedHashMap<String, String>();
    values.put("MAILLON_PORT", String.valueOf(portHttp));
    values.put("MAILLON_URL", urlMaillon());
    values.put("MAILLON_HTTPS", "false");
    values.put("MAILLON_EMETTEUR", urlKeycloak() + "/realms/" + Keycloak.REALM);
    values.put("MAILLON_WEB_SECRET", secrets.get("web"));
    values.put("MAILLON_COMPTES_SECRET", secrets.get("comptes"));
    values.put("MAILLON_SMTP_HOTE", "127.0.0.1");
    values.put("MAILLON_SMTP_PORT", String.valueOf(courrier.port()));
    values.put("MAILLON_SMTP_SECURITE", "AUCUNE");
    values.put("MAILLON_SMTP_DE", "Maillon <ne-pas-repondre@maillon.example>");
    values.put("MAILLON_CLES_SECRET", secrets.get("cles"));
    values.put("MAILLON_SECRET", secrets.get("pages"));
    values.put("MAILLON_SURVEILLANCE_SECRET", secrets.get("surveillance"));
    values.put("MAILLON_PORT_SURVEILLANCE", String.valueOf(portSurveillance));
    values.put("MAILLON_BASE_PORT", String.valueOf(postgres.port()));
    values.put("MAILLON_BASE_NOM", Postgres.BASE);
    values.put("MAILLON_APP_SECRET", postgres.motDePasse(Postgres.APP));
    values.put("MAILLON_CONSOLIDE_SECRET", postgres.motDePasse(Postgres.CONSOLIDE));
    values.put("MAILLON_ENTRETIEN_SECRET", postgres.motDePasse(Postgres.ENTRETIEN));
    values.put("MAILLON_SECOND_FACTEUR", String.valueOf(options.secondFacteur()));
    if (options.demo()) {
      values.put("MAILLON_CLIENT_MOT_DE_PASSE", "maillon-demo");
    }
    if (options.jetable()) {
      // a test waits for tasks and limits: five and ten seconds each time, dozens of times
      values.put("MAILLON_TACHES_TOUR", "1");
      values.put("MAILLON_USAGE_RELECTURE", "1");
    }
    return values;
  }

  public String urlMaillon() {
    return "http://localhost:" + portHttp;
  }

  /** Where the measures are read; a throw-away stack has it. */
  public String urlSurveillance() {
    return "https://localhost:" + portSurveillance;
  }

  public String urlKeycloak() {
    return "http://localhost:" + portKeycloak;
  }

  public String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  /** Password of a PostgreSQL role. */
  public String motDePasse(String role) {
    return postgres.motDePasse(role);
  }

  public Postgres postgres() {
    return postgres;
  }

  /** What this instance sends. */
  public Courrier courrier() {
    return courrier;
  }

  /** Writes the realm as a start does after its definition changed; says what it did. */
  public String rewriteRealm() {
    try {
      return keycloak.writeRealm(
          urlMaillon(), options.demo(), true, secondFacteur, options.jetable());
    } catch (IOException e) {
      throw new Panne("Keycloak ne répond pas : " + e.getMessage(), e);
    }
  }

  /** What those files want, made so in the realm that lives; says what it changed. */
  public List<String> remettreLeRoyaume(Path voulu) {
    try {
      return keycloak.putRight(voulu);
    } catch (IOException e) {
      throw new Panne("Keycloak ne répond pas : " + e.getMessage(), e);
    }
  }

  /** Held while an account logs in. */
  public interface Tour extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * One login of an account at a time: Keycloak's guard against guessing refuses the right password
   * of whoever is logging in elsewhere.
   */
  public static Tour connexion(String compte) {
    var verrou = CONNEXIONS.computeIfAbsent(compte, _ -> new ReentrantLock());
    verrou.lock();
    return verrou::unlock;
  }

  /** An access token for that account, whose password a test knows. */
  public String jeton(String utilisateur, String motDePasse) {
    try (var _ = connexion(utilisateur)) {
      return options.jetable() && secondFacteur
          ? keycloak.strongToken(utilisateur, motDePasse)
          : keycloak.token(utilisateur, motDePasse);
    } catch (IOException e) {
      throw new Panne("Keycloak ne répond pas : " + e.getMessage(), e);
    }
  }

  /**
   * A secret of this installation, by its name in secrets.properties; for tests that speak as the
   * server does.
   */
  public String secret(String nom) {
    return secrets.get(nom);
  }

  /**
   * An access token for that account of the demonstration. Keycloak's guard against guessing takes
   * one login of an account at a time, and may still hold the last one when the next comes: the
   * right password is then refused for a moment.
   */
  public String jeton(String utilisateur) {
    var patience = Deadline.in(Duration.ofSeconds(3));
    while (true) {
      try {
        return jeton(utilisateur, MOT_DE_PASSE_DEMO);
      } catch (Panne e) {
        if (patience.passed()) {
          throw e;
        }
        patience.pause();
      }
    }
  }

  /** The code that the second factor of an account shows now, in a run of the tests. */
  public String code(String utilisateur) {
    return FacteurDEssai.code(utilisateur);
  }

  /** The code of that secret, as Keycloak wrote it in its page of enrolment. */
  public static String codeDuSecret(String secret) {
    return FacteurDEssai.codeNow(secret);
  }

  public boolean secondFacteur() {
    return secondFacteur;
  }

  /**
   * Asks the second factor, or asks it no more, while a run of the tests lives; the server reads
   * its setting a moment later.
   */
  public void exigerSecondFacteur(boolean exige) {
    if (!options.jetable()) {
      throw new IllegalStateException(
          "Le second facteur de « " + options.nom() + " » ne se change qu'à son démarrage.");
    }
    try {
      keycloak.secondFactor(exige);
      liberty.set("maillon.second.facteur", String.valueOf(exige));
    } catch (IOException e) {
      throw new Panne("Le second facteur n'a pas changé : " + e.getMessage(), e);
    }
    secondFacteur = exige;
  }

  /** Gives that account a second factor whose codes {@link #code} knows. */
  public void enroler(String utilisateur) {
    try {
      keycloak.enrol(utilisateur);
    } catch (IOException e) {
      throw new Panne("Keycloak ne répond pas : " + e.getMessage(), e);
    }
  }

  /** Where Liberty is unpacked. */
  public Path libertyHome() {
    return liberty.home();
  }

  /** WLP_USER_DIR of this instance. */
  public Path libertyUserDir() {
    return liberty.userDir();
  }

  /**
   * A throw-away instance has a name of its own: Arquillian looks for a running server by its name,
   * and must not find the demonstration.
   */
  public String serverName() {
    return options.jetable() ? "maillon" + ProcessHandle.current().pid() + "essai" : "maillon";
  }

  /** The processes of each server, children included: what a measure of memory adds up. */
  public Map<String, List<Long>> processus() {
    var all = new LinkedHashMap<String, List<Long>>();
    synchronized (this) {
      servers.forEach(
          server ->
              all.put(server.nom(), server.family().stream().map(ProcessHandle::pid).toList()));
    }
    all.put(
        "PostgreSQL",
        ProcessHandle.of(postgres.pid()).stream()
            .flatMap(main -> Stream.concat(Stream.of(main), main.descendants()))
            .map(ProcessHandle::pid)
            .toList());
    return all;
  }

  /** The repository. */
  public Path racine() {
    return Racine.depot();
  }

  public Path donnees() {
    return options.donnees();
  }

  /** Starts again any server that ends by itself, until {@link #close}. */
  void veiller() {
    try {
      relance.garder(
          postgres.process(),
          () -> {
            var restarted = postgres.restart();
            synchronized (this) {
              leftOvers.note(restarted.pid());
            }
            return restarted;
          });
      synchronized (this) {
        servers.forEach(server -> relance.garder(server, () -> restart(server.nom())));
      }
      relance.attendreLaFin();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ServerProcess restart(String nom) throws IOException {
    synchronized (this) {
      servers.removeIf(server -> server.nom().equals(nom));
    }
    if (nom.equals(Keycloak.NOM)) {
      register(this::launchKeycloak);
      keycloak.awaitReady();
    } else {
      register(() -> liberty.launch(environnement()));
      liberty.awaitReady();
    }
    synchronized (this) {
      return servers.stream().filter(server -> server.nom().equals(nom)).findFirst().orElseThrow();
    }
  }

  private ServerProcess launchKeycloak() throws IOException {
    return keycloak.launch(postgres.jdbcUrl("keycloak"), postgres.motDePasse(Postgres.KEYCLOAK));
  }

  private void closeAtExit() {
    ending = true;
    progress.say("Arrêt de Maillon…");
    close();
    progress.say(
        "Maillon est arrêté"
            + (options.jetable() ? "." : " ; ses données restent dans " + options.donnees() + "."));
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is already ending: it is the hook that calls us
      System.getLogger(ServerStack.class.getName())
          .log(System.Logger.Level.DEBUG, "fin de la JVM", e);
    }
  }

  /** Stops everything; does nothing the second time. */
  @Override
  public void close() {
    List<ServerProcess> toStop;
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
      relance.finir();
      toStop = List.copyOf(servers);
    }
    forgetHook();
    // clients of the database before the database
    CompletableFuture.allOf(
            toStop.stream()
                .map(
                    server ->
                        CompletableFuture.runAsync(
                            () -> server.stop(ServerProcess.STOP_LIMIT),
                            Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new))
        .join();
    try (lock;
        courrier) {
      if (postgres != null) {
        postgres.close();
      }
      leftOvers.forget();
    } catch (IOException e) {
      throw new Panne("L'arrêt de Maillon est incomplet : " + e.getMessage(), e);
    }
  }
}
