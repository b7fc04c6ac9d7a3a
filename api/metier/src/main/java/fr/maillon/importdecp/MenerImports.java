package fr.maillon.importdecp;

import fr.maillon.decp.CpvDe2008;
import fr.maillon.decp.Enregistrement;
import fr.maillon.decp.FichierIllisible;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.fichier.FluxDeMorceaux;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.marche.Publications;
import fr.maillon.travail.BailPerdu;
import fr.maillon.travail.Contenus;
import fr.maillon.travail.EnCours;
import fr.maillon.travail.EtatTravail;
import fr.maillon.travail.Executant;
import fr.maillon.travail.Interruption;
import fr.maillon.travail.PasEnAvance;
import fr.maillon.travail.Travail;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Mène les imports, au nom de qui les a demandés ; chacun repart de ce qu'il a déjà écrit. */
@ApplicationScoped
@Travail(nature = MenerImports.NATURE, essais = 5, attente = "PT30S", ensemble = 2)
class MenerImports implements Executant {
  static final String NATURE = "import-decp";
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

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  ManagedExecutorService executeur;

  @Inject Blocs blocs;
  @Inject Depots depots;
  @Inject Contenus contenus;
  @Inject TenantContext contexte;

  @Override
  public void executer(EnCours travail) {
    var prise = blocs.reprendre(travail.id()).orElse(null);
    if (prise == null) {
      return;
    }
    var tri = new Tri(travail, contexte.espace(), prise);
    try {
      var bilan = new LecteurDecp(CpvDe2008.nomenclature()).lire(tri.flux, tri::recevoir);
      tri.finir();
      if (tri.ecrits >= BEAUCOUP) {
        blocs.analyser();
      }
      blocs.terminer(travail.bail(), bilan.format().libelle());
    } catch (FichierIllisible e) {
      tri.finir();
      blocs.rompre(
          travail.bail(),
          "Le fichier ne se lit plus après "
              + e.enregistrementsLus()
              + (e.enregistrementsLus() > 1 ? " enregistrements" : " enregistrement")
              + ". "
              + PrevisualiserDecp.phrase(e)
              + " Ce qui précède est pris. Corrigez le fichier, puis importez-le entier : rien ne"
              + " sera pris deux fois.");
    } catch (RuntimeException e) {
      tri.laisserFinir();
      throw e;
    }
  }

  @Override
  public void renoncer(Abandon abandon) {
    blocs.arreter(abandon.id(), abandon.phrase() + " Le fichier est gardé.");
  }

  @Override
  public void oublier(UUID id, EtatTravail etat) {
    depots.oublier(id);
  }

  private interface Attente {
    void faire() throws InterruptedException;
  }

  /**
   * Sépare les enregistrements de l'acheteur de ceux des autres, et les écrit par blocs. Un bloc
   * s'écrit pendant que le suivant se lit : il n'y en a jamais plus de deux en mémoire, et ils
   * s'écrivent dans l'ordre.
   */
  private final class Tri {
    private final EnCours travail;
    private final Espace espace;
    private final Perimetres perimetre;
    private final int dejaLus;
    private final long octets;
    private final Publications.Passage passage;
    private final FluxDeMorceaux flux;
    private List<Blocs.Mien> miens = new ArrayList<>(BLOC);
    private int hors;
    private int ecrits;
    private String format;
    private final PasEnAvance avance = new PasEnAvance(executeur);

    Tri(EnCours travail, Espace espace, Blocs.Prise prise) {
      this.passage = new Publications.Passage(prise.dejaImporteLe(), prise.dejaLus() == 0);
      this.octets = prise.octets();
      this.travail = travail;
      this.espace = espace;
      this.perimetre = new Perimetres(espace);
      this.dejaLus = prise.dejaLus();
      this.flux = new FluxDeMorceaux(rang -> contenus.morceau(travail.id(), rang));
    }

    void recevoir(Enregistrement e) {
      travail.verifier();
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
                            travail.auteur(),
                            new Perimetre.UnMaitreOuvrage(espace),
                            () -> ecrire(bloc))));
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
        throw new IllegalStateException("le fil de l'import est interrompu", e);
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
        JOURNAL.log(Level.WARNING, "import " + travail.id() + " : dernier bloc non écrit", e);
      }
    }

    /**
     * Un bloc refusé par la base est coupé en deux jusqu'à l'enregistrement en cause : lui seul est
     * refusé.
     */
    private void ecrire(Blocs.Bloc bloc) {
      try {
        blocs.ecrire(travail.bail(), bloc, passage);
        if (bloc.octetsLus() > 0) {
          travail.dire(null, bloc.octetsLus(), octets);
        }
      } catch (BailPerdu | Interruption e) {
        throw e;
      } catch (RuntimeException e) {
        if (bloc.miens().size() > 1) {
          Blocs.moities(bloc).forEach(this::ecrire);
        } else if (valeurRefusee(e)) {
          JOURNAL.log(
              Level.WARNING,
              "import " + travail.id() + " : un enregistrement refusé par la base",
              e);
          blocs.refuser(travail.bail(), bloc);
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
}
