package fr.maillon.tache;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Appelle chaque {@link Tache} à son heure, et la première fois au démarrage. */
@ApplicationScoped
class Taches {
  private static final Logger JOURNAL = Logger.getLogger(Taches.class.getName());

  /** Après un échec, le tour suivant n'attend pas une période d'un jour. */
  private static final Duration APRES_ECHEC = Duration.ofMinutes(1);

  static final Identite MACHINE = new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  ManagedExecutorService executeur;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  ManagedScheduledExecutorService planificateur;

  @Inject @Any Instance<Tache> toutes;
  @Inject Horaire horaire;
  @Inject Clock horloge;

  /** En secondes : de combien une tâche peut passer son heure. */
  @Inject
  @ConfigProperty(name = "maillon.taches.tour", defaultValue = "5")
  int tour;

  private final UUID serveur = UUID.randomUUID();
  private final Set<String> menees = ConcurrentHashMap.newKeySet();
  private final TreeMap<String, Tache> parNom = new TreeMap<>();
  private volatile boolean arret;

  void auDemarrage(@Observes Startup evenement) {
    for (var tache : toutes) {
      if (parNom.put(tache.nom(), tache) != null) {
        throw new IllegalStateException("deux tâches de nom " + tache.nom());
      }
    }
    try {
      sousLeSysteme(() -> horaire.inscrire(parNom.keySet(), horloge.instant()));
    } catch (RuntimeException e) {
      JOURNAL.log(Level.FINE, "un autre serveur inscrivait les mêmes tâches", e);
      sousLeSysteme(() -> horaire.inscrire(parNom.keySet(), horloge.instant()));
    }
    var _ = planificateur.scheduleWithFixedDelay(this::relever, 2, tour, TimeUnit.SECONDS);
  }

  @PreDestroy
  void arreter() {
    arret = true;
  }

  void reveiller(@Observes(during = TransactionPhase.AFTER_SUCCESS) Reveil reveil) {
    if (!parNom.containsKey(reveil.tache())) {
      throw new IllegalArgumentException("tâche inconnue : " + reveil.tache());
    }
    executeur.execute(
        () -> {
          try {
            sousLeSysteme(() -> horaire.avancer(reveil.tache(), horloge.instant()));
            mener(reveil.tache());
          } catch (RuntimeException e) {
            JOURNAL.log(
                Level.WARNING,
                "réveil de la tâche " + reveil.tache() + " manqué : elle passera à son heure",
                e);
          }
        });
  }

  private void relever() {
    try {
      sousLeSysteme(
          () ->
              horaire.dues(horloge.instant()).stream()
                  .filter(parNom::containsKey)
                  .forEach(nom -> executeur.execute(() -> mener(nom))));
    } catch (RuntimeException | Error e) {
      // une base un instant injoignable, une mémoire un instant pleine ne doivent pas arrêter les
      // tâches : le tour suivant réessaiera
      JOURNAL.log(Level.WARNING, "tour des tâches remis à plus tard", e);
    }
  }

  private void mener(String nom) {
    var tache = parNom.get(nom);
    var debut = horloge.instant();
    if (arret || !menees.add(nom)) {
      return;
    }
    try {
      sousLeSysteme(
          () -> {
            if (horaire.prendre(nom, serveur, debut, tache.bail())) {
              var faute = executer(tache);
              var fin = horloge.instant();
              var apres =
                  faute != null && APRES_ECHEC.compareTo(tache.periode()) < 0
                      ? APRES_ECHEC
                      : tache.periode();
              horaire.rendre(nom, serveur, debut, fin, fin.plus(apres), faute);
            }
          });
    } catch (RuntimeException e) {
      // non rendue, elle le sera par la fin de son bail
      JOURNAL.log(Level.WARNING, "la tâche " + nom + " n'a pas pu être rendue", e);
    } finally {
      menees.remove(nom);
    }
  }

  private static String executer(Tache tache) {
    try {
      tache.executer();
      return null;
    } catch (RuntimeException | Error e) {
      JOURNAL.log(Level.WARNING, "la tâche " + tache.nom() + " a échoué, elle sera reprise", e);
      return e.toString();
    }
  }

  private static void sousLeSysteme(Runnable corps) {
    TenantScope.run(MACHINE, new Perimetre.Systeme(), corps);
  }
}
