package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Huit personnes à la fois, d'espaces différents, et une seule connexion pour toutes : si un
 * périmètre pouvait survivre à son appel, c'est ici qu'un autre le trouverait. Chaque appel est une
 * demande, comme dans l'application, et sa réponse est comparée à ce que voit le superutilisateur.
 */
@Tag("nuit")
class TempeteIT {
  private static final int FILS = 8;
  private static final int APPELS_PAR_FIL = 1300;
  private static final int APPELS_DU_TEMOIN = 150;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static ServerStack pile;
  private static Canaris canaris;

  /** Les marchés de chaque espace, d'après le superutilisateur. */
  private static TreeMap<String, Long> marches;

  @BeforeAll
  static void demarrer() throws SQLException {
    pile = PileDeTest.pile();
    canaris = new Canaris(pile);
    marches = new TreeMap<>();
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r =
            i.executeQuery("select tenant_id, count(*) from metier.marche group by tenant_id")) {
      while (r.next()) {
        marches.put(r.getString(1), r.getLong(2));
      }
    }
    assertThat(marches).hasSizeGreaterThanOrEqualTo(Canaris.ESPACES.size());
  }

  /** Ce qu'a donné une tempête. */
  private static final class Releve {
    final Map<String, AtomicInteger> appels = new ConcurrentSkipListMap<>();
    final Map<String, AtomicInteger> fautes = new ConcurrentSkipListMap<>();

    /** Les lignes ou les réglages d'un autre, servis à qui ne devait rien voir d'eux. */
    final AtomicInteger fuites = new AtomicInteger();

    final ConcurrentLinkedQueue<String> exemples = new ConcurrentLinkedQueue<>();
    final Set<String> connexions = new ConcurrentSkipListSet<>();

    void exiger(String nature, String espace, String attendu, String vu) {
      compter(appels, nature);
      if (!vu.equals(attendu)) {
        compter(fautes, nature);
        if (marches.keySet().stream()
            .anyMatch(
                autre -> !autre.equals(espace) && !attendu.contains(autre) && vu.contains(autre))) {
          fuites.incrementAndGet();
        }
        if (exemples.size() < 20) {
          exemples.add(nature + " : attendu " + attendu + ", vu " + vu);
        }
      }
    }

    int total() {
      return appels.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    int faites(String... natures) {
      return Set.of(natures).stream()
          .mapToInt(n -> appels.getOrDefault(n, new AtomicInteger()).get())
          .sum();
    }

    private static void compter(Map<String, AtomicInteger> ou, String nature) {
      ou.computeIfAbsent(nature, _ -> new AtomicInteger()).incrementAndGet();
    }
  }

  @Test
  void dixMilleAppelsEntremelesNeVoientQueLeurEspace() throws Exception {
    var avant = natures();
    var releve = tempete(APPELS_PAR_FIL, true);
    assertThat(releve.exemples).as("fautes : %s", releve.fautes).isEmpty();
    assertThat(releve.fautes).isEmpty();
    assertThat(releve.total()).isGreaterThanOrEqualTo(10_000);
    // une tempête sans pannes ne prouverait rien, ni une connexion qu'on rouvre à chaque appel
    assertThat(
            releve.faites("exception", "annulation", "requete-coupee", "transaction-trop-longue"))
        .isGreaterThan(releve.total() / 10);
    assertThat(releve.appels)
        .containsKeys(
            "exception",
            "annulation",
            "requete-coupee",
            "transaction-trop-longue",
            "sans-portee",
            "sans-portee-ecriture",
            "hors-transaction",
            "connexion-rendue");
    assertThat(releve.connexions).as("sessions de PostgreSQL vues").hasSizeLessThan(20);
    assertThat(natures()).as("rien de ce qui fut annulé n'est resté").isEqualTo(avant);
  }

  /**
   * Le témoin : le même orage, un écouteur fautif. S'il ne voyait rien ici, il ne prouverait rien
   * là.
   */
  @Test
  void lOrageVoitUnPerimetreQuiSurvitASonAppel() throws Exception {
    var avant = natures();
    var releve = tempete(APPELS_DU_TEMOIN, false);
    assertThat(releve.fuites.get()).as("fuites vues : %s", releve.fautes).isGreaterThan(20);
    assertThat(releve.fautes)
        .containsKeys("sans-portee", "sans-portee-ecriture", "connexion-rendue");
    assertThat(natures()).isEqualTo(avant);
  }

  /** Un cache partagé rendrait dans B l'objet que A a chargé, sans demander à la base. */
  @Test
  void ceQuAAChargeNeSertPasAB() throws Exception {
    var deA = canaris.lignes.get("aix-marseille");
    for (int tour = 0; tour < 3; tour++) {
      assertThat(appeler("par-la-cle", true, deA.get("tenant"), "marche", deA.get("marche")))
          .isEqualTo("true");
      for (var espace : marches.keySet()) {
        assertThat(appeler("par-la-cle", true, espace, "marche", deA.get("marche")))
            .as("tour %d, %s", tour, espace)
            .isEqualTo(String.valueOf(espace.equals(deA.get("tenant"))));
      }
      assertThat(appeler("par-la-cle", true, null, "marche", deA.get("marche")))
          .as("sans portée")
          .isEqualTo("false");
    }
  }

  private static Releve tempete(int appelsParFil, boolean garde) throws Exception {
    var releve = new Releve();
    var debut = System.nanoTime();
    try (var fils = Executors.newFixedThreadPool(FILS)) {
      var taches = new ArrayList<Callable<Void>>();
      for (int f = 0; f < FILS; f++) {
        var fil = f;
        taches.add(
            () -> {
              var hasard = new Random(fil);
              for (int i = 0; i < appelsParFil; i++) {
                // chacune tient la connexion une seconde et demie, les autres attendent : une par
                // fil suffit
                unAppel(
                    releve,
                    hasard,
                    i == appelsParFil * (fil + 1) / (FILS + 1)
                        ? "transaction-trop-longue"
                        : nature(hasard.nextInt(100)),
                    garde);
              }
              return null;
            });
      }
      for (var tache : fils.invokeAll(taches)) {
        tache.get();
      }
    }
    System.out.println(
        "tempête ("
            + (garde ? "gardée" : "témoin")
            + ") : "
            + releve.total()
            + " appels en "
            + Duration.ofNanos(System.nanoTime() - debut).toSeconds()
            + " s, "
            + releve.fuites
            + " fuites, sessions "
            + releve.connexions
            + ", appels "
            + releve.appels
            + ", fautes "
            + releve.fautes);
    return releve;
  }

  private static String nature(int tirage) {
    return switch (Integer.valueOf(tirage)) {
      case Integer n when n < 40 -> "lecture";
      case Integer n when n < 50 -> "ecriture";
      case Integer n when n < 56 -> "portefeuille";
      case Integer n when n < 60 -> "portefeuille-ecriture";
      case Integer n when n < 66 -> "exception";
      case Integer n when n < 71 -> "annulation";
      case Integer n when n < 73 -> "requete-coupee";
      case Integer n when n < 82 -> "sans-portee";
      case Integer n when n < 86 -> "sans-portee-ecriture";
      case Integer n when n < 93 -> "hors-transaction";
      default -> "connexion-rendue";
    };
  }

  private static void unAppel(Releve releve, Random hasard, String nature, boolean garde)
      throws Exception {
    var espaces = List.copyOf(marches.keySet());
    var espace = espaces.get(hasard.nextInt(espaces.size()));
    var autre = espaces.get(hasard.nextInt(espaces.size()));
    var vu = appeler(nature, garde, espace, "autre", autre);
    if (nature.equals("connexion-rendue")) {
      var deux = vu.split(":", 2);
      releve.connexions.add(deux[0]);
      releve.exiger(nature, null, ":0", deux[1]);
      return;
    }
    releve.exiger(
        nature,
        nature.startsWith("sans-portee") ? null : espace,
        switch (nature) {
          case "lecture" -> Map.of(espace, marches.get(espace)).toString();
          case "portefeuille" -> {
            var deux = new TreeMap<>(Map.of(espace, marches.get(espace)));
            deux.put(autre, marches.get(autre));
            yield deux.toString();
          }
          case "ecriture", "annulation" -> marches.get(espace).toString();
          case "portefeuille-ecriture", "sans-portee-ecriture" -> "0";
          case "exception" -> "exception";
          case "requete-coupee" -> "coupée";
          case "transaction-trop-longue" -> "annulée";
          case "sans-portee", "hors-transaction" -> "{}";
          default -> throw new IllegalArgumentException(nature);
        },
        vu);
  }

  private static String appeler(
      String nature, boolean garde, String espace, String nom, String valeur)
      throws IOException, InterruptedException {
    var adresse =
        URI.create(
            pile.urlMaillon()
                + "/tempete/?nature="
                + nature
                + "&garde="
                + garde
                + (espace == null ? "" : "&espace=" + espace)
                + "&"
                + nom
                + "="
                + valeur);
    var r =
        CLIENT.send(
            HttpRequest.newBuilder(adresse).timeout(Duration.ofSeconds(90)).build(),
            BodyHandlers.ofString());
    return r.statusCode() == 200 ? r.body() : "HTTP " + r.statusCode() + " " + r.body();
  }

  /** Ce que les écritures de la tempête pouvaient changer. */
  private static Map<String, Long> natures() throws SQLException {
    var lues = new TreeMap<String, Long>();
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r =
            i.executeQuery(
                "select concat(tenant_id, ' ', nature), count(*) from metier.marche group by 1")) {
      while (r.next()) {
        lues.put(r.getString(1), r.getLong(2));
      }
    }
    return lues;
  }
}
