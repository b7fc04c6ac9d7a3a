package fr.maillon.infra.bench;

import com.fasterxml.jackson.databind.JsonNode;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.ServerStack;
import fr.maillon.infra.fiction.Arrete;
import fr.maillon.infra.fiction.National;
import fr.maillon.infra.fiction.Taille;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;

/**
 * The product at the size of the country, beside itself with 24 spaces: two installations at once,
 * whose bases hold the very same median space; each page is asked of one, then of the other, turn
 * about, so that a noisy machine weighs on both. {@code ./mvnw -Prun,national}
 */
public final class MesureNationale {
  private static final int TEMOINS = 24;
  private static final String AGENT = "agent-lyon";
  private static final String AGENT_ID = "00000000-0000-4000-8000-000000000002";
  private static final String CENTRAL = "central";
  private static final String COORDINATEUR = "coordinateur";
  private static final String ANNEE =
      "select type, annee, marches_clauses, lots_clauses, heures_dues, heures_validees,"
          + " heures_realisees, participants, masque, total, reunis from consolide.par_type where"
          + " annee = ? order by total, type";

  /** The same figures, from the acts and the ledger alone. */
  private static final String RECALCUL =
      """
      select m.type, coalesce(e.lots, 0), coalesce(e.dues, 0), coalesce(r.validees, 0), coalesce(r.personnes, 0) from (select distinct type from plateforme.maitre_ouvrage) m
        left join (select m.type, count(distinct (e.tenant_id, e.lot_id)) as lots, sum(e.heures_dues) as dues from metier.engagement e
                     join metier.clause c on c.tenant_id = e.tenant_id and c.id = e.clause_id join plateforme.maitre_ouvrage m on m.id = e.tenant_id
                    where c.etat = 'ACCEPTEE' and e.annee = ? group by m.type) e on e.type = m.type
        left join (select x.type, sum(x.heures) as validees, count(distinct x.participant_id) filter (where x.heures > 0) as personnes
                     from (select m.type, r.tenant_id, r.participant_id, sum(r.heures) as heures from metier.registre_heures r join plateforme.maitre_ouvrage m on m.id = r.tenant_id
                            where r.annee = ? group by m.type, r.tenant_id, r.participant_id) x group by x.type) r on r.type = m.type
       order by 1\
      """;

  private final Taille taille;
  private final int tours;
  private final ServerStack temoin;
  private final ServerStack pays;

  private MesureNationale(Taille taille, int tours, ServerStack temoin, ServerStack pays) {
    this.taille = taille;
    this.tours = tours;
    this.temoin = temoin;
    this.pays = pays;
  }

  public static void main(String[] args) throws Exception {
    var taille = Taille.de(Integer.getInteger("maillon.national.espaces", Taille.ESPACES_DU_PAYS));
    var tours = Integer.getInteger("maillon.national.tours", 200);
    Bench.commeEnProduction();
    var temoins = temoins(taille);
    try (var pays = demarrer("national-" + taille.espaces())) {
      remplir(pays, taille, null);
      if (tours == 0) {
        return;
      }
      try (var temoin = demarrer("national-" + taille.espaces() + "-temoin")) {
        remplir(temoin, taille, temoins);
        var mesure = new MesureNationale(taille, tours, temoin, pays);
        mesure.pages();
        mesure.grandsEspaces();
        mesure.annee();
        mesure.migrations();
      }
    }
  }

  /**
   * The spaces and accounts of the demonstration, without the year that it tells: the spaces
   * measured are ours.
   */
  private static ServerStack demarrer(String nom) throws IOException {
    var options = ServerStack.Options.gardee(nom);
    var racontee = options.donnees().resolve("pg/demonstration.jouee");
    if (!Files.exists(racontee)) {
      Files.createDirectories(racontee.getParent());
      Files.writeString(racontee, "espaces et comptes seuls\n");
    }
    return ServerStack.demarrer(options);
  }

  /**
   * Spread over the ranks, the median among them: the small base holds small and large spaces
   * alike, save the very largest.
   */
  private static Set<Integer> temoins(Taille taille) {
    var rangs = new TreeSet<Integer>();
    var combien = Math.min(TEMOINS, taille.espaces());
    for (int i = 0; i < combien; i++) {
      rangs.add(
          i == (combien - 1) / 2
              ? taille.rangMedian()
              : 1 + (2 * i + 1) * taille.espaces() / (2 * combien));
    }
    return rangs;
  }

  // --- data

  private static void remplir(ServerStack pile, Taille taille, Set<Integer> rangs)
      throws IOException, SQLException {
    // beside the cluster, so that they come and go together
    var marque = pile.donnees().resolve("pg/national.rempli");
    if (Files.exists(marque)) {
      System.out.println(
          pile.donnees().getFileName() + ", déjà remplie : " + Files.readString(marque));
      return;
    }
    try (var c = pile.postgres().connexionSuperutilisateur()) {
      var bilan =
          rangs == null
              ? National.charger(c, taille, System.out)
              : National.charger(c, taille, rangs::contains, System.out);
      try (var s = c.createStatement()) {
        s.execute(
            "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
                + " values ('"
                + AGENT_ID
                + "', '"
                + National.espace(taille, taille.rangMedian())
                + "', '2020-01-01', 'ADMINISTRATEUR', true)");
      }
      Arrete.dernierMois(c);
      var dit =
          String.format(
              Locale.FRENCH,
              "%d espaces, %,d lignes, copie %.0f s (%,.0f lignes/s), tout %.0f s",
              rangs == null ? taille.espaces() : rangs.size(),
              bilan.total(),
              bilan.secondesDeCopie(),
              bilan.total() / bilan.secondesDeCopie(),
              bilan.secondes());
      System.out.println(dit);
      bilan.lignes().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              e ->
                  System.out.println(
                      String.format(Locale.FRENCH, "  %-32s %,12d", e.getKey(), e.getValue())));
      Files.writeString(marque, dit);
    }
  }

  // --- pages

  private void pages() throws Exception {
    var code = National.code(taille.rangMedian());
    var ici = "/api/v1/maitres-ouvrage/" + code;
    var un = new Navigateur(temoin, AGENT);
    var deux = new Navigateur(pays, AGENT);
    System.out.println(
        "\nL'espace médian ("
            + code
            + ", "
            + un.lire(ici + "/marches?taille=1").get("total").asInt()
            + " marchés, "
            + un.lire(ici + "/contrats?taille=1").get("total").asInt()
            + " contrats), parmi "
            + TEMOINS
            + " espaces puis parmi "
            + taille.espaces()
            + " ; médiane et p95 en ms de "
            + tours
            + " appels, tour à tour");
    var adresses = adresses(un, code);
    un.connecter();
    deux.connecter();
    var rapports = new ArrayList<Double>();
    ligne("adresse", "24, médiane", "p95", "pays, médiane", "p95", "rapport");
    for (var adresse : adresses.entrySet()) {
      var a = new long[tours];
      var b = new long[tours];
      for (int i = 0; i < 30; i++) {
        un.appeler(adresse.getValue());
        deux.appeler(adresse.getValue());
      }
      for (int i = 0; i < tours; i++) {
        // who goes first changes each time
        if (i % 2 == 0) {
          a[i] = duree(un, adresse.getValue());
          b[i] = duree(deux, adresse.getValue());
        } else {
          b[i] = duree(deux, adresse.getValue());
          a[i] = duree(un, adresse.getValue());
        }
      }
      Arrays.sort(a);
      Arrays.sort(b);
      var rapport = (double) b[tours / 2] / a[tours / 2];
      rapports.add(rapport);
      ligne(
          adresse.getKey(),
          ms(a, 0.5),
          ms(a, 0.95),
          ms(b, 0.5),
          ms(b, 0.95),
          String.format(Locale.FRENCH, "%.2f", rapport)
              + (rapport > 1.2 ? "  AU-DESSUS DE 1,20" : ""));
    }
    System.out.println(
        String.format(
            Locale.FRENCH,
            "le plus lent des rapports : %.2f ; le budget est 1,20",
            rapports.stream().mapToDouble(r -> r).max().orElseThrow()));
  }

  private static Map<String, String> adresses(Navigateur qui, String code)
      throws IOException, InterruptedException {
    var ici = "/api/v1/maitres-ouvrage/" + code;
    var contrat = premier(qui, ici + "/contrats");
    var marche = contrat.get("marcheId").asText();
    var contratId = contrat.get("id").asText();
    var clause = premier(qui, ici + "/clauses").get("id").asText();
    var heures = premier(qui, ici + "/heures").get("id").asText();
    var lot = qui.lire(ici + "/imports").get("elements").get(0).get("id").asText();
    var m = "/m/" + code;
    var adresses = new LinkedHashMap<String, String>();
    for (var suite :
        List.of(
            "/marches?taille=25&tri=-montant",
            "/marches?taille=25&q=fiction&segment=TRAVAUX",
            "/marches/" + marche,
            "/marches/" + marche + "/historique",
            "/demandes",
            "/clauses",
            "/clauses/" + clause,
            "/contrats",
            "/contrats/" + contratId,
            "/heures",
            "/heures?etat=DECLAREE",
            "/heures/" + heures + "/ecritures",
            "/imports",
            "/imports/decp/" + lot + "/lignes",
            "/chiffres?annee=2025")) {
      adresses.put("API " + suite.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"), ici + suite);
    }
    for (var suite :
        List.of(
            "",
            "/marches",
            "/marches?segment=TRAVAUX&tri=-montant",
            "/marches/" + marche,
            "/marches/" + marche + "/histoire",
            "/demandes",
            "/clauses",
            "/clauses/" + clause,
            "/execution",
            "/contrats/" + contratId,
            "/heures/" + heures,
            "/imports",
            "/imports/" + lot)) {
      adresses.put(
          "page /m/{code}" + suite.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"), m + suite);
    }
    return adresses;
  }

  private static JsonNode premier(Navigateur qui, String liste)
      throws IOException, InterruptedException {
    return qui.lire(liste + "?taille=1").get("elements").get(0);
  }

  private static long duree(Navigateur qui, String adresse)
      throws IOException, InterruptedException {
    var debut = System.nanoTime();
    qui.appeler(adresse);
    return System.nanoTime() - debut;
  }

  /** No budget: what the largest space and the widest portfolio cost, to be known. */
  private void grandsEspaces() throws Exception {
    try (var c = pays.postgres().connexionSuperutilisateur();
        var s = c.createStatement()) {
      s.execute(
          "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
              + " values ('"
              + AGENT_ID
              + "', '"
              + National.espace(taille, 1)
              + "', '2020-01-01', 'ADMINISTRATEUR', true) on conflict do nothing");
    }
    System.out.println(
        "\n"
            + "À la taille du pays, sans budget : le plus grand espace, et tous les espaces d'un"
            + " coordinateur");
    ligne("adresse", "médiane", "p95");
    var agent = new Navigateur(pays, AGENT);
    var ici = "/api/v1/maitres-ouvrage/" + National.code(1);
    for (var suite :
        List.of(
            "/marches?taille=25&tri=-montant",
            "/marches?taille=25&segment=TRAVAUX&tri=-montant",
            "/demandes",
            "/clauses",
            "/contrats",
            "/heures")) {
      seul(agent, ici + suite, "API, le plus grand, " + suite);
    }
    var coordinateur = new Navigateur(pays, COORDINATEUR);
    for (var suite : List.of("/demandes", "/reperes", "/maitres-ouvrage")) {
      seul(coordinateur, "/api/v1/portefeuille" + suite, "API, portefeuille de tous, " + suite);
    }
  }

  private void seul(Navigateur qui, String adresse, String nom)
      throws IOException, InterruptedException {
    var n = Math.max(10, tours / 5);
    var durees = new long[n];
    for (int i = 0; i < 5; i++) {
      qui.appeler(adresse);
    }
    for (int i = 0; i < n; i++) {
      durees[i] = duree(qui, adresse);
    }
    Arrays.sort(durees);
    ligne(nom, ms(durees, 0.5), ms(durees, 0.95));
  }

  // --- the consolidated year

  private void annee() throws Exception {
    System.out.println(
        "\nL'année consolidée, à la taille du pays ; le budget est un p95 de 100 ms");
    ligne("lecture", "médiane", "p95");
    try (var c =
            DriverManager.getConnection(
                pays.jdbcUrl(), Postgres.CONSOLIDE, pays.motDePasse(Postgres.CONSOLIDE));
        var requete = c.prepareStatement(ANNEE)) {
      var durees = new long[tours];
      for (int i = -20; i < tours; i++) {
        requete.setInt(1, taille.premiereAnnee() + Math.floorMod(i, Taille.ANNEES));
        var debut = System.nanoTime();
        try (var r = requete.executeQuery()) {
          while (r.next()) {
            r.getBigDecimal(5);
          }
        }
        if (i >= 0) {
          durees[i] = System.nanoTime() - debut;
        }
      }
      Arrays.sort(durees);
      ligne("SQL, dix années tour à tour", ms(durees, 0.5), ms(durees, 0.95));
    }
    var central = new Navigateur(pays, CENTRAL);
    seul(
        central,
        "/api/v1/consolidation?annee=" + taille.derniereAnnee(),
        "API, " + taille.derniereAnnee());
    seul(
        central,
        "/consolidation?annee=" + taille.derniereAnnee(),
        "page, " + taille.derniereAnnee());
    var debut = System.nanoTime();
    var ecarts = ecarts();
    System.out.println(
        String.format(
            Locale.FRENCH,
            "exactitude : %d écart(s) entre les cumuls et le recalcul complet depuis le registre"
                + " (%.1f s)",
            ecarts,
            (System.nanoTime() - debut) / 1e9));
  }

  private int ecarts() throws SQLException {
    var ecarts = 0;
    try (var c = pays.postgres().connexionSuperutilisateur()) {
      try (var s = c.createStatement();
          var r = s.executeQuery("select coalesce(sum(ecarts), 0) from consolide.ecarts")) {
        r.next();
        ecarts += r.getInt(1);
      }
      for (int annee = taille.premiereAnnee(); annee <= taille.derniereAnnee(); annee++) {
        var publiees =
            lignes(
                c,
                "select type, lots_clauses, heures_dues, heures_validees, participants from"
                    + " consolide.par_type where annee = ? and not total and not masque and reunis"
                    + " is null order by type",
                annee);
        var recalculees = lignes(c, RECALCUL, annee, annee);
        for (var publiee : publiees) {
          ecarts += recalculees.contains(publiee) ? 0 : 1;
        }
        if (publiees.isEmpty()) {
          ecarts++;
        }
      }
    }
    return ecarts;
  }

  private static List<List<String>> lignes(Connection c, String sql, int... parametres)
      throws SQLException {
    try (var requete = c.prepareStatement(sql)) {
      for (int i = 0; i < parametres.length; i++) {
        requete.setInt(i + 1, parametres[i]);
      }
      var lignes = new ArrayList<List<String>>();
      try (var r = requete.executeQuery()) {
        while (r.next()) {
          lignes.add(
              List.of(
                  r.getString(1),
                  r.getString(2),
                  r.getBigDecimal(3).toPlainString(),
                  r.getBigDecimal(4).toPlainString(),
                  r.getString(5)));
        }
      }
      return lignes;
    }
  }

  // --- migrations

  private void migrations() throws IOException, SQLException {
    System.out.println("\nMigrations par Flyway sur les plus grandes tables ; le budget est 60 s");
    ligne("migration", "durée");
    for (var table :
        List.of(
            "metier.registre_heures",
            "metier.declaration_heures",
            "metier.evenement",
            "metier.contrat")) {
      migrer(
          "une colonne facultative, " + table,
          "alter table " + table + " add column mesure_a text;");
      migrer(
          "une colonne obligatoire avec défaut constant, " + table,
          "alter table " + table + " add column mesure_b integer not null default 0;");
      migrer(
          "le retrait des deux, " + table,
          "alter table " + table + " drop column mesure_a, drop column mesure_b;");
    }
    migrer(
        "une colonne dont le défaut récrit la table, metier.registre_heures",
        "alter table metier.registre_heures add column mesure_c uuid not null default"
            + " gen_random_uuid();");
    migrer("son retrait", "alter table metier.registre_heures drop column mesure_c;");
  }

  private void migrer(String quoi, String sql) throws IOException, SQLException {
    var dossier = Files.createTempDirectory("maillon-migration");
    var fichier = dossier.resolve("V1__mesure.sql");
    try {
      Files.writeString(fichier, sql);
      var debut = System.nanoTime();
      Flyway.configure()
          .dataSource(pays.jdbcUrl(), Postgres.OWNER, pays.motDePasse(Postgres.OWNER))
          .locations("filesystem:" + dossier)
          .placeholderReplacement(false)
          .table("mesure_" + Integer.toUnsignedString(quoi.hashCode()))
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
      ligne(quoi, String.format(Locale.FRENCH, "%.1f s", (System.nanoTime() - debut) / 1e9));
      try (var c = pays.postgres().connexionSuperutilisateur();
          var s = c.createStatement()) {
        s.execute("drop table public.mesure_" + Integer.toUnsignedString(quoi.hashCode()));
      }
    } finally {
      Files.delete(fichier);
      Files.delete(dossier);
    }
  }

  // --- words

  private static void ligne(String... cases) {
    System.out.println("| " + String.join(" | ", cases) + " |");
  }

  private static String ms(long[] triees, double part) {
    return String.format(
        Locale.FRENCH,
        "%.1f",
        triees[(int) Math.min(triees.length - 1L, Math.round(triees.length * part))] / 1e6);
  }
}
