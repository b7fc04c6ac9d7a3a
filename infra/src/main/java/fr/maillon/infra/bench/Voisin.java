package fr.maillon.infra.bench;

import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The noisy neighbour: one space asks for twenty times its share while another works at its own
 * pace. What the second feels is the ratio of its 95th percentile to the calm measured just before,
 * turn about, in the same run. {@code ./mvnw -Prun,voisin}
 */
public final class Voisin {
  private static final int TOURS = 3;

  /** Long enough for the compiler: on two cores its threads are a noisy neighbour of their own. */
  private static final Duration CHAUFFE = Duration.ofSeconds(60);

  private static final Duration MESURE = Duration.ofSeconds(20);

  /** The quota of every space, as the migrations set it. */
  private static final int REQUETES_MINUTE = 1200;

  private static final int FOIS = 20;
  private static final int PAS_DU_CALME_MS = 100;
  private static final int CLIENTS_DU_BRUIT = 16;

  private final Navigateur calme;
  private final Navigateur bruyant;

  private Voisin(ServerStack pile) {
    this.calme = new Navigateur(pile, "agent-chu-caen");
    this.bruyant = new Navigateur(pile, "agent-lyon");
  }

  public static void main(String[] args) throws Exception {
    Bench.commeEnProduction();
    try (var pile = ServerStack.demarrer(ServerStack.Options.mesure().avecLimites())) {
      var voisin = new Voisin(pile);
      voisin.mesurer("l'API", "/api/v1/maitres-ouvrage/%s/marches?taille=25&tri=-montant");
      voisin.mesurer("les pages", "/m/%s/marches?tri=-montant");
    }
  }

  private void mesurer(String par, String adresse) throws Exception {
    travailler(CHAUFFE, adresse, new ArrayList<>());
    bruit(CHAUFFE, adresse);
    var auCalme = new ArrayList<Long>();
    var trouble = new ArrayList<Long>();
    var reponses = new TreeMap<Integer, Long>();
    for (int tour = 0; tour < TOURS; tour++) {
      travailler(MESURE, adresse, auCalme);
      try (var fil = Executors.newSingleThreadExecutor()) {
        var bruit = fil.submit((Callable<Map<Integer, Long>>) () -> bruit(MESURE, adresse));
        travailler(MESURE, adresse, trouble);
        bruit.get().forEach((statut, n) -> reponses.merge(statut, n, Long::sum));
      }
    }
    var demandes = reponses.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf(
        Locale.FRENCH,
        "%nPar %s, le voisin demande %d fois sa part : %d demandes en %d s, réponses %s%n",
        par,
        FOIS,
        demandes,
        TOURS * MESURE.toSeconds(),
        reponses);
    System.out.println("| Qui attend | médiane | p95 | appels |\n|---|---|---|---|");
    System.out.println(
        "| l'autre espace, au calme | "
            + ms(auCalme, 0.5)
            + " | "
            + ms(auCalme, 0.95)
            + " | "
            + auCalme.size()
            + " |");
    System.out.println(
        "| l'autre espace, à côté du bruit | "
            + ms(trouble, 0.5)
            + " | "
            + ms(trouble, 0.95)
            + " | "
            + trouble.size()
            + " |");
    System.out.printf(
        Locale.FRENCH,
        "p95 à côté du bruit / p95 au calme : %.2f (budget 1,5)%n",
        centile(trouble, 0.95) / (double) centile(auCalme, 0.95));
  }

  /** An agent at work: one list every tenth of a second, half its own share. */
  private void travailler(Duration duree, String adresse, List<Long> durees)
      throws IOException, InterruptedException {
    var sienne = adresse.formatted("chu-caen");
    calme.appeler(sienne);
    var fin = System.nanoTime() + duree.toNanos();
    for (long prochain = System.nanoTime();
        prochain < fin;
        prochain += PAS_DU_CALME_MS * 1_000_000L) {
      LockSupport.parkNanos(prochain - System.nanoTime());
      var avant = System.nanoTime();
      calme.appeler(sienne);
      durees.add(System.nanoTime() - avant);
    }
  }

  /** Twenty times the share, at a steady pace whatever comes back. */
  private Map<Integer, Long> bruit(Duration duree, String adresse) throws Exception {
    var sienne = adresse.formatted("lyon");
    bruyant.demander(sienne);
    var pas = 60_000_000_000L / (REQUETES_MINUTE * FOIS);
    var reponses = new ConcurrentHashMap<Integer, Long>();
    var prochain = new AtomicLong(System.nanoTime());
    var fin = System.nanoTime() + duree.toNanos();
    try (var fils = Executors.newFixedThreadPool(CLIENTS_DU_BRUIT)) {
      var taches = new ArrayList<Callable<Void>>();
      for (int i = 0; i < CLIENTS_DU_BRUIT; i++) {
        taches.add(
            () -> {
              for (long depart = prochain.getAndAdd(pas);
                  depart < fin;
                  depart = prochain.getAndAdd(pas)) {
                LockSupport.parkNanos(depart - System.nanoTime());
                reponses.merge(bruyant.demander(sienne).statusCode(), 1L, Long::sum);
              }
              return null;
            });
      }
      for (var tache : fils.invokeAll(taches)) {
        tache.get();
      }
    }
    return reponses;
  }

  private static String ms(List<Long> durees, double centile) {
    return String.format(Locale.FRENCH, "%.1f ms", centile(durees, centile) / 1e6);
  }

  private static long centile(List<Long> durees, double centile) {
    return durees.stream().sorted().toList().get((int) (durees.size() * centile));
  }
}
