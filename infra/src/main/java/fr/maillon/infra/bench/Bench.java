package fr.maillon.infra.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.ServerStack;
import fr.maillon.infra.fiction.Sirets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What things cost here and now, as ratios against a reference taken in the same run: absolute
 * figures of a shared machine prove nothing. Own servers, free ports, own data, begun anew each
 * time. {@code ./mvnw -Prun,bench}
 */
public final class Bench {
  private static final int CLIENTS = 4;
  private static final Duration MESURE = Duration.ofSeconds(10);

  /**
   * A server runs for weeks and its compiler ends its work in a minute: what is measured is what
   * follows. Longest wait for it, and the gain under which it is over.
   */
  private static final Duration CHAUFFE = Duration.ofSeconds(90);

  private static final Duration PALIER = Duration.ofSeconds(6);
  private static final double GAIN = 1.03;
  private static final int TOURS = 12;
  private static final String JVM_PRODUCTION = "-Xmx512m";
  private static final String ESPACE = "lyon";
  private static final String AGENT = "agent-lyon";
  private static final String SIEN = "00000000-0000-4000-9000-000000000002";
  private static final int ESPACES = 3_600;
  private static final int OUVERTURES = 50;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTE = "/marches?taille=25&segment=TRAVAUX&tri=-montant";

  // what the list page asks of the database: the weight of the selection, its 25 rows, their
  // holders
  private static final String RESUME =
      "select count(id), sum(montant) from metier.marche where tenant_id = ?::uuid and segment in"
          + " ('TRAVAUX')";
  private static final String LIGNES =
      "select id, numero, objet, acheteur_siret, segment, code_cpv, date_notification, montant,"
          + " lots, sociale_connue, sociale_clause, sociale_critere, sociale_reserve, etat from"
          + " metier.marche where tenant_id = ?::uuid and segment in ('TRAVAUX') order by montant"
          + " desc, id limit 25";
  private static final String TITULAIRES =
      "select l.marche_id, t.denomination, t.identifiant from metier.titulaire t join metier.lot l"
          + " on l.tenant_id = t.tenant_id and l.id = t.lot_id where t.tenant_id = ?::uuid and"
          + " l.marche_id = any (?) order by l.marche_id, l.rang, t.rang";

  private final ServerStack pile;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String[]> table = new ArrayList<>();
  private String jeton;

  private Bench(ServerStack pile) {
    this.pile = pile;
  }

  /**
   * The budgets are about the product: Liberty runs with both compilers, not with the first only as
   * in the demonstration.
   */
  static void commeEnProduction() {
    if (System.getProperty("maillon.liberty.jvm", "").isBlank()) {
      System.setProperty("maillon.liberty.jvm", JVM_PRODUCTION);
    }
  }

  public static void main(String[] args) throws Exception {
    var enregistrements = Integer.getInteger("maillon.bench.enregistrements", 50_000);
    commeEnProduction();
    // the backup is measured by itself (infra/exploitation.md): here it would share two cores with
    // what
    // is measured
    if (System.getProperty("maillon.sauvegarde", "").isBlank()) {
      System.setProperty("maillon.sauvegarde", "false");
    }
    var depart = System.nanoTime();
    // durable writes, as in the demonstration: a throw-away cluster would flatter every write
    try (var pile = ServerStack.demarrer(ServerStack.Options.mesure())) {
      var bench = new Bench(pile);
      bench.noter("JVM de Liberty", System.getProperty("maillon.liberty.jvm"), "");
      bench.noter("démarrage sur données vides, scénario compris", secondes(depart), "");
      bench.jeton = pile.jeton(AGENT);
      // before the import: once its rows are there, autovacuum does not wait for a compiler
      charge(Collections.nCopies(CLIENTS, () -> bench.obtenir(bench.url(LISTE))));
      bench.importer(enregistrements);
      bench.jeton = pile.jeton(AGENT);
      bench.lire();
      bench.pages();
      bench.jeton = pile.jeton(AGENT);
      bench.ecrire();
      bench.garde();
      bench.ouvrir();
      bench.memoire();
      bench.imprimer();
    }
  }

  private void importer(int combien) throws Exception {
    var fichier = Files.createTempFile("maillon-bench", ".json");
    try {
      try (var sortie = Files.newBufferedWriter(fichier)) {
        FichierDeCharge.ecrire(sortie, "21690123100011", combien);
      }
      var octets = Files.size(fichier);
      var debut = System.nanoTime();
      var demande =
          HttpRequest.newBuilder(url("/imports/decp"))
              .header("Authorization", "Bearer " + jeton)
              .header("Content-Type", "application/octet-stream")
              .POST(BodyPublishers.ofFile(fichier))
              .build();
      var reponse = http.send(demande, BodyHandlers.ofString());
      exiger(reponse.statusCode(), 202, reponse.body());
      var travail =
          URI.create(pile.urlMaillon())
              .resolve(
                  URI.create(reponse.headers().firstValue("Location").orElseThrow()).getPath());
      while (true) {
        var etat =
            JSON.readTree(
                http.send(
                        HttpRequest.newBuilder(travail)
                            .header("Authorization", "Bearer " + jeton)
                            .build(),
                        BodyHandlers.ofString())
                    .body());
        if (etat.get("etat").asText().equals("TERMINE")) {
          exiger(etat.get("crees").asInt(), combien, etat.toString());
          break;
        }
        if (etat.get("etat").asText().equals("ECHEC")) {
          throw new IllegalStateException(etat.toString());
        }
        Thread.sleep(100);
      }
      var duree = (System.nanoTime() - debut) / 1e9;
      noter(
          "import DECP, "
              + combien
              + " enregistrements, tous de l'acheteur ("
              + octets / 1_000_000
              + " Mo)",
          "%.0f /s".formatted(combien / duree),
          "%.1f s".formatted(duree));
    } finally {
      Files.delete(fichier);
    }
  }

  private void lire() throws Exception {
    var liste = url(LISTE);
    lireListe("juste après l'import", liste);
    // what autovacuum does within a minute of an import
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute("vacuum (analyze) metier.marche, metier.lot, metier.titulaire");
    }
    lireListe("l'autovacuum passé", liste);
    var id =
        JSON.readTree(http.send(requete(liste), BodyHandlers.ofString()).body())
            .get("elements")
            .get(0)
            .get("id")
            .asText();
    var fiche = url("/marches/" + id);
    var detail = charge(() -> obtenir(fiche));
    var detailSql = chargeSql(c -> detailSql(c, id));
    noter("API, détail d'un marché", detail.toString(), "");
    noter(
        "le même SQL, directement",
        detailSql.toString(),
        ratio("API / SQL", detail.debit(), detailSql.debit()));
  }

  private void lireListe(String quand, URI liste) throws Exception {
    var api = charge(() -> obtenir(liste));
    var sql = chargeSql(this::listeSql);
    noter("API, liste de 25 (filtre, tri), " + quand, api.toString(), "");
    noter("le même SQL, directement", sql.toString(), ratio("API / SQL", api.debit(), sql.debit()));
  }

  /** As a browser: the session that Keycloak's own form opens, one person, four connections. */
  private void pages() throws Exception {
    var agent = new Navigateur(pile, AGENT);
    agent.connecter();
    for (var page :
        Map.of(
                "liste des marchés",
                "/marches",
                "accueil d'un espace",
                "",
                "exécution",
                "/execution")
            .entrySet()) {
      noter(
          "page, " + page.getKey(),
          charge(() -> agent.appeler("/m/" + ESPACE + page.getValue())).toString(),
          "");
    }
  }

  private void ecrire() throws Exception {
    var rang = new AtomicInteger();
    var serie = Long.toString(System.nanoTime(), 36);
    var ecriture =
        charge(
            () -> {
              var corps =
                  JSON.writeValueAsBytes(
                      Map.of(
                          "numero",
                          "B" + serie + "-" + rang.incrementAndGet(),
                          "objet",
                          "Écriture de mesure",
                          "codeCpv",
                          "45000000",
                          "lots",
                          List.of(
                              Map.of(
                                  "objet",
                                  "Lot",
                                  "montantHt",
                                  100000,
                                  "dureeMois",
                                  12,
                                  "codeCpv",
                                  "45000000"))));
              var reponse =
                  http.send(
                      HttpRequest.newBuilder(url("/marches"))
                          .header("Authorization", "Bearer " + jeton)
                          .header("Content-Type", "application/json")
                          .POST(BodyPublishers.ofByteArray(corps))
                          .build(),
                      BodyHandlers.ofString());
              exiger(reponse.statusCode(), 201, reponse.body());
            });
    var sql = chargeSql(this::ecrireSql);
    noter("API, création d'un marché et d'un lot", ecriture.toString(), "");
    noter(
        "les mêmes insertions, directement",
        sql.toString(),
        ratio("API / SQL", ecriture.debit(), sql.debit()));
  }

  /**
   * Row-level security against the same rows by an explicit WHERE, as a role that the policies do
   * not bind; by short turns, so that the drift of a shared machine falls on both.
   */
  private void garde() throws Exception {
    var garde = new ArrayList<Double>();
    var sans = new ArrayList<Double>();
    try (var gardee =
            new Porteurs(
                () ->
                    DriverManager.getConnection(
                        pile.jdbcUrl(), Postgres.APP, pile.motDePasse(Postgres.APP)),
                this::listeSql);
        var libre =
            new Porteurs(() -> pile.postgres().connexionSuperutilisateur(), this::listeSql)) {
      for (int tour = 0; tour <= TOURS; tour++) {
        var avec = mesurer(gardee.gestes, PALIER.dividedBy(2)).debit();
        var seul = mesurer(libre.gestes, PALIER.dividedBy(2)).debit();
        // the first turn prepares the statements
        if (tour > 0) {
          garde.add(avec);
          sans.add(seul);
        }
      }
    }
    var rapports = new ArrayList<Double>();
    for (int tour = 0; tour < TOURS; tour++) {
      rapports.add(garde.get(tour) / sans.get(tour));
    }
    rapports.sort(Double::compare);
    noter(
        "liste en SQL, sécurité par ligne",
        "%.0f /s".formatted(garde.stream().mapToDouble(d -> d).average().orElseThrow()),
        "");
    noter(
        "liste en SQL, WHERE explicite seul",
        "%.0f /s".formatted(sans.stream().mapToDouble(d -> d).average().orElseThrow()),
        String.format(
            Locale.FRENCH,
            "garde / sans : %.0f %% au milieu de %d tours, de %.0f à %.0f %%",
            50 * (rapports.get((TOURS - 1) / 2) + rapports.get(TOURS / 2)),
            TOURS,
            100 * rapports.getFirst(),
            100 * rapports.getLast()));
  }

  /**
   * Opening a space: its first administrator invited, on a platform that already holds as many as
   * the country would. One after another, the first one apart.
   */
  private void ouvrir() throws Exception {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) select"
              + " md5('mesure' || n)::uuid, 'mesure-' || n, 'Espace de mesure ' || n, 'M',"
              + " 'COMMUNE', '#444444' from generate_series(1, "
              + ESPACES
              + ") n on conflict do nothing");
      i.execute(
          "insert into plateforme.maitre_ouvrage_siret (maitre_ouvrage_id, siret) select"
              + " md5('mesure' || n)::uuid, lpad(n::text, 14, '0') from generate_series(1, "
              + ESPACES
              + ") n on conflict do nothing");
      i.execute("analyze plateforme.maitre_ouvrage, plateforme.maitre_ouvrage_siret");
    }
    var central = pile.jeton("central");
    var serie = Long.toString(System.nanoTime(), 36);
    var durees = new ArrayList<Long>();
    for (int rang = 0; rang <= OUVERTURES; rang++) {
      var corps =
          JSON.writeValueAsBytes(
              Map.of(
                  "nom",
                  "Commune ouverte " + serie + " " + rang,
                  "sirets",
                  List.of(Sirets.essai(System.nanoTime() / 1000 * 100 + rang)),
                  "administrateurNom",
                  "Premier Administrateur",
                  "administrateurCourriel",
                  "ouverture." + serie + "." + rang + "@mesure.example"));
      var avant = System.nanoTime();
      var reponse =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(pile.urlMaillon() + "/api/v1/centre/maitres-ouvrage"))
                  .header("Authorization", "Bearer " + central)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(corps))
                  .build(),
              BodyHandlers.ofString());
      durees.add(System.nanoTime() - avant);
      exiger(reponse.statusCode(), 201, reponse.body());
    }
    var premiere = durees.removeFirst();
    durees.sort(Long::compare);
    noter(
        "API, ouverture d'un espace et invitation de son administrateur, "
            + OUVERTURES
            + " de suite, "
            + ESPACES
            + " espaces déjà là",
        String.format(
            Locale.FRENCH,
            "médiane %.0f ms, p95 %.0f ms, la plus longue %.0f ms",
            durees.get(durees.size() / 2) / 1e6,
            durees.get((int) (durees.size() * 0.95)) / 1e6,
            durees.getLast() / 1e6),
        String.format(Locale.FRENCH, "la toute première %.0f ms", premiere / 1e6));
  }

  private void memoire() throws IOException {
    for (var processus : pile.processus().entrySet()) {
      noter(
          "mémoire résidente, " + processus.getKey(),
          processus.getValue().stream().mapToLong(p -> lu(p, "smaps_rollup", "Pss:")).sum() / 1024
              + " Mo",
          processus.getValue().size() == 1
              ? "PSS ; crête %d Mo"
                  .formatted(lu(processus.getValue().iterator().next(), "status", "VmHWM:") / 1024)
              : "PSS");
    }
  }

  private static long lu(long pid, String fichier, String ligne) {
    try (var lignes = Files.lines(Path.of("/proc/" + pid + "/" + fichier))) {
      return lignes
          .filter(l -> l.startsWith(ligne))
          .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException e) {
      // a backend that has just ended weighs nothing
      return 0;
    }
  }

  // --- load

  private record Mesure(double debit, double median, double p95) {
    @Override
    public String toString() {
      return String.format(
          Locale.FRENCH, "%.0f /s, médiane %.1f ms, p95 %.1f ms", debit, median, p95);
    }
  }

  private interface Geste {
    void faire() throws Exception;
  }

  private interface GesteSql {
    void faire(Connection connexion) throws SQLException;
  }

  private Mesure charge(Geste geste) throws Exception {
    return charge(Collections.nCopies(CLIENTS, geste));
  }

  private Mesure chargeSql(GesteSql geste) throws Exception {
    try (var porteurs =
        new Porteurs(
            () ->
                DriverManager.getConnection(
                    pile.jdbcUrl(), Postgres.APP, pile.motDePasse(Postgres.APP)),
            geste)) {
      return charge(porteurs.gestes);
    }
  }

  /** One connection per client, kept from one turn to the next. */
  private static final class Porteurs implements AutoCloseable {
    final List<Geste> gestes = new ArrayList<>();
    private final List<Connection> connexions = new ArrayList<>();

    Porteurs(Callable<Connection> ouvrir, GesteSql geste) throws Exception {
      for (int i = 0; i < CLIENTS; i++) {
        var connexion = ouvrir.call();
        connexion.setAutoCommit(false);
        connexions.add(connexion);
        gestes.add(
            () -> {
              try (var portee = connexion.createStatement()) {
                portee.execute(
                    "SET LOCAL app.perimetre = 'espace'; SET LOCAL app.tenant_id = '"
                        + SIEN
                        + "'; SET LOCAL app.tenants = '{"
                        + SIEN
                        + "}'; SET LOCAL app.equipe = ''; SET LOCAL app.utilisateur ="
                        + " '00000000-0000-4000-8000-000000000002'");
              }
              geste.faire(connexion);
              connexion.commit();
            });
      }
    }

    @Override
    public void close() throws SQLException {
      for (var connexion : connexions) {
        connexion.close();
      }
    }
  }

  /** Warmed until a turn gains nothing more on the one before, then measured. */
  private static Mesure charge(List<Geste> gestes) throws Exception {
    var fin = System.nanoTime() + CHAUFFE.toNanos();
    var debit = mesurer(gestes, PALIER).debit();
    while (System.nanoTime() < fin) {
      var suivant = mesurer(gestes, PALIER).debit();
      var gagne = suivant > debit * GAIN;
      debit = suivant;
      if (!gagne) {
        break;
      }
    }
    return mesurer(gestes, MESURE);
  }

  private static Mesure mesurer(List<Geste> gestes, Duration duree) throws Exception {
    var durees = new ArrayList<Long>();
    var debut = System.nanoTime();
    var fin = debut + duree.toNanos();
    try (var fils = Executors.newFixedThreadPool(gestes.size())) {
      var taches = new ArrayList<Callable<Void>>();
      for (var geste : gestes) {
        taches.add(
            () -> {
              var siennes = new ArrayList<Long>();
              for (long avant = System.nanoTime(); avant < fin; avant = System.nanoTime()) {
                geste.faire();
                siennes.add(System.nanoTime() - avant);
              }
              synchronized (durees) {
                durees.addAll(siennes);
              }
              return null;
            });
      }
      for (var tache : fils.invokeAll(taches)) {
        tache.get();
      }
    }
    durees.sort(Long::compare);
    return new Mesure(
        durees.size() / (duree.toMillis() / 1000d),
        durees.get(durees.size() / 2) / 1e6,
        durees.get((int) (durees.size() * 0.95)) / 1e6);
  }

  // --- gestures

  private void obtenir(URI adresse) throws IOException, InterruptedException {
    var reponse = http.send(requete(adresse), BodyHandlers.ofInputStream());
    try (InputStream corps = reponse.body()) {
      corps.readAllBytes();
    }
    exiger(reponse.statusCode(), 200, adresse.toString());
  }

  private HttpRequest requete(URI adresse) {
    return HttpRequest.newBuilder(adresse).header("Authorization", "Bearer " + jeton).build();
  }

  private URI url(String suite) {
    return URI.create(pile.urlMaillon() + "/api/v1/maitres-ouvrage/" + ESPACE + suite);
  }

  private void listeSql(Connection c) throws SQLException {
    lireTout(c, RESUME, SIEN);
    var ids = new ArrayList<String>();
    try (var requete = c.prepareStatement(LIGNES)) {
      requete.setString(1, SIEN);
      try (var r = requete.executeQuery()) {
        while (r.next()) {
          ids.add(r.getString(1));
        }
      }
    }
    try (var requete = c.prepareStatement(TITULAIRES)) {
      requete.setString(1, SIEN);
      requete.setArray(2, c.createArrayOf("uuid", ids.toArray()));
      try (var r = requete.executeQuery()) {
        while (r.next()) {
          r.getString(2);
        }
      }
    }
  }

  private void detailSql(Connection c, String id) throws SQLException {
    lireTout(c, "select * from metier.marche where tenant_id = ?::uuid and id = ?::uuid", SIEN, id);
    lireTout(
        c,
        "select * from metier.lot where tenant_id = ?::uuid and marche_id = ?::uuid order by rang",
        SIEN,
        id);
    lireTout(
        c,
        "select t.* from metier.titulaire t join metier.lot l on l.tenant_id = t.tenant_id and l.id"
            + " = t.lot_id where t.tenant_id = ?::uuid and l.marche_id = ?::uuid",
        SIEN,
        id);
  }

  private void ecrireSql(Connection c) throws SQLException {
    var marche = java.util.UUID.randomUUID();
    var lot = java.util.UUID.randomUUID();
    ecrireTout(
        c,
        "insert into metier.marche (id, acheteur_siret, numero, cle_source, source, objet,"
            + " code_cpv, segment, montant, lots, sociale_connue, etat) values (?::uuid,"
            + " '21690123100011', ?, ?, 'SAISIE', 'Écriture de mesure', '45000000', 'TRAVAUX',"
            + " 100000, 1, false, 'IDENTIFIE')",
        marche,
        marche,
        marche);
    ecrireTout(
        c,
        "insert into metier.lot (id, marche_id, rang, cle_source, objet, code_cpv, montant,"
            + " duree_mois, sociale_connue) values (?::uuid, ?::uuid, 1, ?, 'Lot', '45000000',"
            + " 100000, 12, false)",
        lot,
        marche,
        lot);
    ecrireTout(
        c,
        "insert into metier.evenement (id, marche_id, code, detail, auteur_id, auteur_nom) values"
            + " (?::uuid, ?::uuid, 'mesure', 'Mesure', '00000000-0000-4000-8000-000000000002',"
            + " 'Mesure')",
        lot,
        marche);
    ecrireTout(
        c,
        "insert into metier.poids_marche (segment, etat, sociale_connue, sociale_clause,"
            + " sociale_critere, sociale_reserve, nombre, montant) values ('TRAVAUX', 'IDENTIFIE',"
            + " false, false, false, false, 1, 100000)");
  }

  private static void lireTout(Connection c, String sql, Object... valeurs) throws SQLException {
    try (var requete = c.prepareStatement(sql)) {
      for (int i = 0; i < valeurs.length; i++) {
        requete.setString(i + 1, valeurs[i].toString());
      }
      try (var r = requete.executeQuery()) {
        while (r.next()) {
          r.getString(1);
        }
      }
    }
  }

  private static void ecrireTout(Connection c, String sql, Object... valeurs) throws SQLException {
    try (var requete = c.prepareStatement(sql)) {
      for (int i = 0; i < valeurs.length; i++) {
        requete.setString(i + 1, valeurs[i].toString());
      }
      requete.executeUpdate();
    }
  }

  // --- report

  private static void exiger(int obtenu, int attendu, String corps) {
    if (obtenu != attendu) {
      throw new IllegalStateException("attendu " + attendu + ", obtenu " + obtenu + " : " + corps);
    }
  }

  private static String ratio(String nom, double a, double b) {
    return String.format(Locale.FRENCH, "%s : %.0f %%", nom, 100 * a / b);
  }

  private static String secondes(long depuis) {
    return "%.0f s".formatted((System.nanoTime() - depuis) / 1e9);
  }

  private void noter(String quoi, String combien, String rapport) {
    table.add(new String[] {quoi, combien, rapport});
    System.out.printf("  %-75s %-45s %s%n", quoi, combien, rapport);
  }

  private void imprimer() {
    System.out.println("\n| Mesure | Résultat | Rapport |\n|---|---|---|");
    table.forEach(l -> System.out.println("| " + String.join(" | ", l) + " |"));
  }
}
