package fr.maillon.importdecp;

import fr.maillon.convention.Acces;
import fr.maillon.decp.CpvDe2008;
import fr.maillon.decp.Enregistrement;
import fr.maillon.decp.FichierIllisible;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.fichier.FluxDeMorceaux;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.marche.Publications;
import fr.maillon.tache.Guichet;
import fr.maillon.tache.PasEnAvance;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Mène les imports en tâche de fond, au nom de qui les a demandés, et reprend ceux qu'un arrêt a
 * laissés. Le droit du demandeur est relu en base à chaque départ : un import demandé hier par
 * quelqu'un qui n'est plus de l'espace ne va pas plus loin.
 */
@ApplicationScoped
class MenerImports {
  private static final Logger JOURNAL = Logger.getLogger(MenerImports.class.getName());

  /**
   * Enregistrements de l'acheteur par transaction : assez pour écrire par lots, assez peu pour que
   * l'avancement se voie.
   */
  private static final int BLOC = 500;

  /** Enregistrements d'autres acheteurs passés avant de dire où l'on en est. */
  private static final int SURVOL = 5_000;

  /** De quoi changer la taille d'une table aux yeux de PostgreSQL. */
  private static final int BEAUCOUP = 2_000;

  private static final int ENSEMBLE = 2;
  private static final Duration RELEVE = Duration.ofSeconds(20);

  /** Un envoi qui dure plus a été coupé par un arrêt du serveur. */
  private static final Duration DEPOT_MAXIMUM = Duration.ofHours(2);

  private static final Identite MACHINE =
      new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  ManagedExecutorService executeur;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  ManagedScheduledExecutorService planificateur;

  @Inject Acces acces;
  @Inject Blocs blocs;
  @Inject Depots depots;
  @Inject Travaux travaux;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  private final UUID serveur = UUID.randomUUID();
  private final Guichet guichet = new Guichet(travail -> executeur.execute(travail), ENSEMBLE);
  private volatile boolean arret;

  void auDemarrage(@Observes Startup evenement) {
    var _ =
        planificateur.scheduleWithFixedDelay(
            this::relever, 3, RELEVE.toSeconds(), TimeUnit.SECONDS);
  }

  @PreDestroy
  void arreter() {
    arret = true;
  }

  void lancer(UUID tenant, UUID job, UUID demandePar) {
    guichet.confier(job, () -> mener(tenant, job, demandePar));
  }

  /**
   * Ce qui attend, quel que soit l'espace : un arrêt l'a interrompu, ou un autre serveur le mène
   * (son bail le dit).
   */
  void relever() {
    try {
      for (var travail :
          TenantScope.call(MACHINE, new Perimetre.Systeme(), () -> travaux.enAttente())) {
        if (travail.nature.equals(Travail.IMPORT)) {
          lancer(travail.tenant, travail.id, travail.demandePar);
        } else if (travail.creeLe.isBefore(horloge.instant().minus(DEPOT_MAXIMUM))) {
          TenantScope.run(MACHINE, clos(travail.tenant), () -> depots.abandonner(travail.id));
        }
      }
    } catch (RuntimeException e) {
      // une base un instant injoignable ne doit pas arrêter la relève : la suivante réessaiera
      JOURNAL.log(Level.WARNING, "relève des imports remise à plus tard", e);
    }
  }

  private void mener(UUID tenant, UUID job, UUID demandePar) {
    if (arret) {
      return;
    }
    try {
      ouvrir(tenant, job, demandePar);
    } catch (RuntimeException e) {
      // l'import reste en cours : la relève le reprendra quand son bail sera fini
      JOURNAL.log(Level.WARNING, "import " + job + " interrompu", e);
    }
  }

  private void ouvrir(UUID tenant, UUID job, UUID demandePar) {
    var inconnu = new Identite(demandePar, "", "", Set.of());
    var espace = acces.pour(inconnu, tenant);
    var perimetre = espace == null ? clos(tenant) : new Perimetre.UnMaitreOuvrage(espace);
    var prise = TenantScope.call(inconnu, perimetre, () -> blocs.prendre(job, serveur));
    if (prise.isEmpty()) {
      return;
    }
    var demandeur = new Identite(demandePar, "", prise.get().demandeurNom(), Set.of());
    TenantScope.run(
        demandeur,
        perimetre,
        () -> {
          if (espace == null) {
            blocs.echouer(
                job,
                serveur,
                "La personne qui a demandé cet import n'a plus accès à cet espace. Quelqu'un qui y"
                    + " est peut le reprendre.",
                true);
          } else {
            lire(
                new Tri(
                    job,
                    demandeur,
                    espace,
                    prise.get().dejaLus(),
                    new Publications.Passage(
                        prise.get().dejaImporteLe(), prise.get().dejaLus() == 0)));
          }
        });
  }

  private void lire(Tri tri) {
    try {
      var bilan = new LecteurDecp(CpvDe2008.nomenclature()).lire(tri.flux, tri::recevoir);
      tri.finir();
      if (tri.ecrits >= BEAUCOUP) {
        blocs.analyser();
      }
      blocs.terminer(tri.job, serveur, bilan.format().libelle());
    } catch (BailPerdu e) {
      JOURNAL.info(e.getMessage());
    } catch (Arret e) {
      tri.laisserFinir();
      blocs.rendre(tri.job, serveur);
    } catch (FichierIllisible e) {
      tri.finir();
      blocs.echouer(
          tri.job,
          serveur,
          "Le fichier ne se lit plus après "
              + e.enregistrementsLus()
              + (e.enregistrementsLus() > 1 ? " enregistrements" : " enregistrement")
              + ". "
              + PrevisualiserDecp.phrase(e)
              + " Ce qui précède est pris. Corrigez le fichier, puis importez-le entier : rien ne"
              + " sera pris deux fois.",
          false);
    } catch (RuntimeException e) {
      tri.laisserFinir();
      JOURNAL.log(Level.SEVERE, "import " + tri.job + " en échec", e);
      blocs.echouer(
          tri.job,
          serveur,
          "L'import s'est arrêté sur une panne chez nous. Le fichier est gardé : vous pouvez le"
              + " reprendre.",
          true);
    }
  }

  private interface Attente {
    void faire() throws InterruptedException;
  }

  private static final class Arret extends RuntimeException {
    Arret() {
      super("arrêt du serveur", null, false, false);
    }
  }

  /**
   * Sépare les enregistrements de l'acheteur de ceux des autres, et les écrit par blocs. Un bloc
   * s'écrit pendant que le suivant se lit : il n'y en a jamais plus de deux en mémoire, et ils
   * s'écrivent dans l'ordre.
   */
  private final class Tri {
    private final UUID job;
    private final Identite demandeur;
    private final Espace espace;
    private final Perimetres perimetre;
    private final int dejaLus;
    private final Publications.Passage passage;
    private final FluxDeMorceaux flux;
    private List<Blocs.Mien> miens = new ArrayList<>(BLOC);
    private int hors;
    private int ecrits;
    private String format;
    private final PasEnAvance avance = new PasEnAvance(executeur);

    Tri(UUID job, Identite demandeur, Espace espace, int dejaLus, Publications.Passage passage) {
      this.passage = passage;
      this.job = job;
      this.demandeur = demandeur;
      this.espace = espace;
      this.perimetre = new Perimetres(espace);
      this.dejaLus = dejaLus;
      this.flux = new FluxDeMorceaux(rang -> depots.morceau(job, rang));
    }

    void recevoir(Enregistrement e) {
      if (arret) {
        throw new Arret();
      }
      format = e.format().libelle();
      if (e.rang() <= dejaLus) {
        return;
      }
      // un refus qui ne désigne pas clairement un autre acheteur est peut-être à nous : on le
      // montre
      if (e.accepte()
          ? perimetre.contient(e.marche().acheteurId())
          : !perimetre.designeUnAutre(e.acheteurDeclare())) {
        miens.add(Blocs.Mien.de(e));
      } else {
        hors++;
      }
      if (miens.size() >= BLOC || hors >= SURVOL) {
        vider();
      }
    }

    void vider() {
      if (!miens.isEmpty() || hors > 0) {
        var bloc = new Blocs.Bloc(miens, hors, flux.remis(), format);
        ecrits += miens.size();
        miens = new ArrayList<>(BLOC);
        hors = 0;
        // la portée ne passe pas d'un fil à l'autre : elle est rouverte, au même nom
        sansArret(
            () ->
                avance.lancer(
                    () ->
                        TenantScope.run(
                            demandeur, new Perimetre.UnMaitreOuvrage(espace), () -> ecrire(bloc))));
      }
    }

    void finir() {
      vider();
      attendre();
    }

    /** Attend que le bloc en cours soit écrit ; ce qui l'en a empêché arrête l'import. */
    private void attendre() {
      sansArret(avance::attendre);
    }

    private void sansArret(Attente attente) {
      try {
        attente.faire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Arret();
      }
    }

    /**
     * La lecture s'est arrêtée : le bloc en cours finit ou non, l'import repartira de ce qui est
     * écrit.
     */
    void laisserFinir() {
      try {
        attendre();
      } catch (RuntimeException e) {
        JOURNAL.log(Level.WARNING, "import " + job + " : dernier bloc non écrit", e);
      }
    }

    /**
     * Un bloc refusé par la base est coupé en deux jusqu'à l'enregistrement en cause : lui seul est
     * refusé.
     */
    private void ecrire(Blocs.Bloc bloc) {
      try {
        blocs.ecrire(job, serveur, bloc, passage);
      } catch (BailPerdu e) {
        throw e;
      } catch (RuntimeException e) {
        if (bloc.miens().size() > 1) {
          Blocs.moities(bloc).forEach(this::ecrire);
        } else if (valeurRefusee(e)) {
          JOURNAL.log(
              Level.WARNING, "import " + job + " : un enregistrement refusé par la base", e);
          blocs.refuser(job, serveur, bloc);
        } else {
          throw e;
        }
      }
    }
  }

  /**
   * Classe 22 (valeur hors du type) ou contrainte de valeur : l'enregistrement est en cause, non la
   * base.
   */
  private static boolean valeurRefusee(Throwable faute) {
    for (var cause = faute; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && (sql.getSQLState().startsWith("22") || sql.getSQLState().equals("23514"))) {
        return true;
      }
    }
    return false;
  }

  /** De quoi clore un travail dans son espace, et rien de plus : ni SIRET, ni nom. */
  private static Perimetre clos(UUID tenant) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            tenant,
            "",
            "",
            "",
            "",
            "",
            Titre.AGENT,
            null,
            List.of(),
            false,
            Droits.agent(Droit.ACHETEUR, false)));
  }
}
