package fr.maillon.travail;

import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.RegleMetier;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Le moteur des travaux, un par serveur. Ce qui attend n'est qu'une ligne de la base : aucun fil ne
 * l'attend. Un travail pris ici est tenu par un signe de vie que le moteur donne pour tous, sur une
 * seule connexion ; qui ne le donne plus est repris par un autre serveur.
 */
@ApplicationScoped
class MoteurDesTravaux {
  private static final Logger JOURNAL = Logger.getLogger(MoteurDesTravaux.class.getName());
  private static final int SIGNE = 2;
  private static final int RELEVE = 5;
  private static final int MENAGE = 10;

  /** Un travail vient d'être posé : la relève passe dès la transaction validée. */
  record Pose() {}

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  ManagedExecutorService executeur;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  ManagedScheduledExecutorService planificateur;

  @Inject @Any Instance<Executant> tous;
  @Inject Registre registre;
  @Inject Portees portees;

  private final Map<String, Nature> natures = new HashMap<>();
  private final Map<UUID, EnCours> menes = new ConcurrentHashMap<>();
  private final Map<UUID, Duration> baux = new ConcurrentHashMap<>();
  private final AtomicBoolean attendue = new AtomicBoolean();
  private Executor fils;
  private volatile boolean arret;

  private record Nature(Executant executant, Registre.Regle regle, Semaphore places) {}

  void auDemarrage(@Observes Startup evenement) {
    inscrire(tous, travail -> executeur.execute(travail));
    var _ = planificateur.scheduleWithFixedDelay(this::relever, 3, RELEVE, TimeUnit.SECONDS);
    var _ = planificateur.scheduleWithFixedDelay(this::battre, SIGNE, SIGNE, TimeUnit.SECONDS);
    var _ = planificateur.scheduleWithFixedDelay(this::oublier, SIGNE, MENAGE, TimeUnit.SECONDS);
  }

  void inscrire(Iterable<Executant> executants, Executor bassin) {
    fils = bassin;
    for (var e : executants) {
      var travail = e.getClass().getAnnotation(Travail.class);
      var regle = Registre.Regle.de(travail);
      if (natures.put(travail.nature(), new Nature(e, regle, new Semaphore(regle.ensemble())))
          != null) {
        throw new IllegalStateException("deux travaux de nature " + travail.nature());
      }
    }
  }

  @PreDestroy
  void arreter() {
    arret = true;
  }

  void pose(@Observes(during = TransactionPhase.AFTER_SUCCESS) Pose pose) {
    // cent travaux posés d'un coup ne demandent pas cent relèves
    if (attendue.compareAndSet(false, true)) {
      executeur.execute(
          () -> {
            attendue.set(false);
            relever();
          });
    }
  }

  /** Prend ce qui attend, autant qu'il y a de places ici. */
  void relever() {
    try {
      var libres =
          natures.entrySet().stream()
              .filter(n -> n.getValue().places().availablePermits() > 0)
              .map(Map.Entry::getKey)
              .toList();
      if (arret || libres.isEmpty()) {
        return;
      }
      for (var fiche : systeme(() -> registre.candidats(libres))) {
        prendre(fiche, natures.get(fiche.nature()));
      }
    } catch (RuntimeException | Error e) {
      // une base un instant injoignable, une mémoire un instant pleine n'arrêtent pas le moteur :
      // la relève suivante réessaiera
      JOURNAL.log(Level.WARNING, "relève des travaux remise à plus tard", e);
    }
  }

  private void prendre(Registre.Fiche vue, Nature nature) {
    if (!nature.places().tryAcquire()) {
      return;
    }
    var confie = false;
    try {
      var jeton = UUID.randomUUID();
      var pris = systeme(() -> registre.prendre(vue, jeton, nature.regle()));
      if (pris.isPresent()) {
        confier(pris.get(), nature, new Bail(vue.tenantId(), vue.id(), jeton));
        confie = true;
      }
    } finally {
      if (!confie) {
        nature.places().release();
      }
    }
  }

  private void confier(Registre.Fiche fiche, Nature nature, Bail bail) {
    var enCours =
        new EnCours(bail, fiche.cle(), Portees.auteur(fiche), fiche.avance(), () -> arret);
    menes.put(bail.jeton(), enCours);
    baux.put(bail.jeton(), nature.regle().bail());
    try {
      fils.execute(
          () -> {
            try {
              mener(fiche, nature, enCours);
            } finally {
              lacher(bail);
              nature.places().release();
              relever();
            }
          });
    } catch (RejectedExecutionException e) {
      lacher(bail);
      systeme(
          () ->
              registre.reporter(
                  bail, fiche.avance(), Duration.ofSeconds(RELEVE), null, false, _ -> {}));
      throw e;
    }
  }

  private void lacher(Bail bail) {
    menes.remove(bail.jeton());
    baux.remove(bail.jeton());
  }

  private void mener(Registre.Fiche fiche, Nature nature, EnCours enCours) {
    try {
      if (fiche.annulation()) {
        abandonner(fiche, nature, enCours, "Annulé à votre demande.", true);
      } else if (fiche.essais() > nature.regle().essais()) {
        abandonner(
            fiche,
            nature,
            enCours,
            "Plusieurs essais ont été interrompus. Demandez à nouveau ; si cela se répète, prévenez"
                + " l'exploitant.",
            false);
      } else {
        executer(fiche, nature, enCours);
      }
    } catch (BailPerdu e) {
      JOURNAL.info(e.getMessage());
    } catch (RuntimeException | Error e) {
      // il reste en cours : la relève le reprendra quand son bail sera fini
      JOURNAL.log(Level.WARNING, dit(fiche) + " interrompu : il repartira", e);
    }
  }

  private void executer(Registre.Fiche fiche, Nature nature, EnCours enCours) {
    var perimetre = portees.ouvrir(fiche).orElse(null);
    if (perimetre == null) {
      abandonner(
          fiche,
          nature,
          enCours,
          "La personne qui l'a demandé n'a plus accès ici. Quelqu'un qui y est peut le reprendre.",
          false);
      return;
    }
    try {
      TenantScope.run(enCours.auteur(), perimetre, () -> nature.executant().executer(enCours));
      systeme(
          () ->
              registre.clore(
                  enCours.bail(),
                  enCours.avance(),
                  EtatTravail.FAIT,
                  null,
                  nature.regle().memoire(),
                  () -> {}));
    } catch (BailPerdu e) {
      throw e;
    } catch (Interruption e) {
      if (enCours.annule()) {
        abandonner(fiche, nature, enCours, "Annulé à votre demande.", true);
      } else {
        systeme(
            () ->
                registre.reporter(
                    enCours.bail(), enCours.avance(), Duration.ZERO, null, false, _ -> {}));
      }
    } catch (RegleMetier e) {
      abandonner(fiche, nature, enCours, e.getMessage(), false);
    } catch (Panne e) {
      JOURNAL.log(Level.INFO, dit(fiche) + " remis à plus tard, essai " + fiche.essais(), e);
      remettre(fiche, nature, enCours, e.getMessage(), e.getMessage());
    } catch (RuntimeException | Error e) {
      JOURNAL.log(Level.SEVERE, dit(fiche) + " en panne, essai " + fiche.essais(), e);
      remettre(
          fiche,
          nature,
          enCours,
          "Une panne passagère chez nous : un nouvel essai suit.",
          "Arrêté par une panne chez nous, après " + fiche.essais() + " essais.");
    }
  }

  /**
   * @param suit ce qu'on en dit quand un essai suit
   * @param fin et quand il n'en suit plus
   */
  private void remettre(
      Registre.Fiche fiche, Nature nature, EnCours enCours, String suit, String fin) {
    if (fiche.essais() >= nature.regle().essais()) {
      abandonner(fiche, nature, enCours, fin, false);
      return;
    }
    TenantScope.run(
        enCours.auteur(),
        Portees.clos(fiche),
        () ->
            registre.reporter(
                enCours.bail(),
                enCours.avance(),
                nature.regle().apres(fiche.essais()),
                suit,
                true,
                prochain ->
                    nature.executant().remettre(new Executant.Report(fiche.id(), suit, prochain))));
  }

  private void abandonner(
      Registre.Fiche fiche, Nature nature, EnCours enCours, String phrase, boolean annule) {
    TenantScope.run(
        enCours.auteur(),
        Portees.clos(fiche),
        () ->
            registre.clore(
                enCours.bail(),
                enCours.avance(),
                annule ? EtatTravail.ANNULE : EtatTravail.ECHEC,
                phrase,
                nature.regle().memoire(),
                () ->
                    nature
                        .executant()
                        .renoncer(new Executant.Abandon(fiche.id(), phrase, annule))));
  }

  /** Dit à la base que les travaux menés ici vivent, et apprend d'elle ceux qu'on arrête. */
  void battre() {
    for (var enCours : menes.values()) {
      try {
        var duree = baux.getOrDefault(enCours.bail().jeton(), Duration.ofMinutes(1));
        enCours.apprendre(systeme(() -> registre.battre(enCours.bail(), enCours.avance(), duree)));
      } catch (RuntimeException | Error e) {
        JOURNAL.log(Level.WARNING, "signe de vie manqué : " + enCours.bail().travail(), e);
      }
    }
  }

  /** Oublie ce qui a fait son temps : dépôts coupés, résultats anciens. */
  void oublier() {
    try {
      for (var fiche : systeme(registre::expires)) {
        var nature = natures.get(fiche.nature());
        TenantScope.run(
            Portees.auteur(fiche),
            Portees.clos(fiche),
            () ->
                registre.oublier(
                    fiche,
                    () -> {
                      if (nature != null) {
                        nature.executant().oublier(fiche.id(), fiche.etat());
                      }
                    }));
      }
    } catch (RuntimeException | Error e) {
      JOURNAL.log(Level.WARNING, "ménage des travaux remis à plus tard", e);
    }
  }

  private static String dit(Registre.Fiche fiche) {
    return "travail " + fiche.nature() + " " + fiche.id();
  }

  private static <R> R systeme(ScopedValue.CallableOp<R, RuntimeException> corps) {
    return TenantScope.call(Portees.MACHINE, new Perimetre.Systeme(), corps);
  }

  private static void systeme(Runnable corps) {
    TenantScope.run(Portees.MACHINE, new Perimetre.Systeme(), corps);
  }
}
