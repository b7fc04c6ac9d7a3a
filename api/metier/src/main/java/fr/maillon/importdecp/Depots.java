package fr.maillon.importdecp;

import fr.maillon.isolation.SuiteEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Contenus;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Garde le fichier reçu, un morceau par transaction : un envoi lent n'en tient aucune ouverte. La
 * transaction qui achève un geste écrit aussi sa ligne au journal : l'un ne va pas sans l'autre.
 */
@ApplicationScoped
class Depots {
  /** Un fichier dont nul n'accepte l'aperçu, ou dont l'envoi a été coupé, est oublié. */
  private static final Duration SANS_REPONSE = Duration.ofHours(2);

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Journal journal;
  @Inject FileDesTravaux travaux;
  @Inject Contenus contenus;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public UUID ouvrir(String fichier) {
    var identite = contexte.identite();
    var job = ImportDecp.depose(fichier, identite.id(), identite.nom(), horloge.instant());
    em.persist(job);
    em.flush();
    travaux.deposer(
        new FileDesTravaux.Demande(
            job.id, MenerImports.NATURE, job.id.toString(), "Import de " + fichier, false),
        horloge.instant().plus(SANS_REPONSE));
    return job.id;
  }

  /** Le fichier est entier, et attend d'être importé. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void fermer(UUID job, long octets, String empreinte) {
    var depot = em.find(ImportDecp.class, job);
    depot.recevoir(octets, empreinte);
    depot.reconnaitre(dejaImporte(depot));
    noter("ImporterDecp.deposer", job);
  }

  /** Le fichier est entier, et son import peut être mené. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void fermerEtCommencer(UUID job, long octets, String empreinte) {
    em.find(ImportDecp.class, job).recevoir(octets, empreinte);
    // la prise sous verrou relit la ligne : ce qui n'est pas encore en base s'y perdrait
    em.flush();
    lancer(job);
    noter("ImporterDecp.executer", job);
  }

  /**
   * L'import peut être mené, ici ou sur un autre serveur.
   *
   * @throws RegleMetier {@code import-deja-lance}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void commencer(UUID id) {
    lancer(id);
    noter("ImporterDecp.lancer", id);
  }

  private void lancer(UUID id) {
    var job = depose(id);
    job.reconnaitre(dejaImporte(job));
    job.commencer();
    travaux.lancer(id);
  }

  /** Quand ce même fichier a été importé en entier pour la dernière fois ; null : jamais. */
  private Instant dejaImporte(ImportDecp job) {
    return em.createQuery(
            "select max(i.finiLe) from ImportDecp i where i.tenantId = :tenant and i.empreinte ="
                + " :empreinte and i.id <> :id and i.etat = :termine",
            Instant.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("empreinte", job.empreinte)
        .setParameter("id", job.id)
        .setParameter("termine", EtatImport.TERMINE)
        .getSingleResult();
  }

  private void noter(String acte, UUID job) {
    em.flush();
    journal.noter(NatureDeLigne.ACTE, acte, job.toString(), null);
  }

  /**
   * @throws RegleMetier {@code import-deja-lance} : ce qui est lancé ne s'efface plus
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void renoncer(UUID id) {
    depose(id);
    effacer(id);
    noter("ImporterDecp.renoncer", id);
  }

  private ImportDecp depose(UUID id) {
    var job = em.find(ImportDecp.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (job == null) {
      throw new Introuvable("Import");
    }
    if (job.etat != EtatImport.DEPOSE) {
      throw new RegleMetier(
          "import-deja-lance", "Cet import est déjà lancé : suivez-le sur sa page.");
    }
    return job;
  }

  /** Sans réponse, le dépôt s'oublie avec son travail. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void oublier(UUID job) {
    em.createQuery(
            "delete from ImportDecp i where i.tenantId = :tenant and i.id = :job and i.etat ="
                + " :depose")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("job", job)
        .setParameter("depose", EtatImport.DEPOSE)
        .executeUpdate();
  }

  /** L'envoi n'a pas abouti : il n'en reste rien. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void abandonner(UUID job) {
    effacer(job);
  }

  private void effacer(UUID job) {
    travaux.supprimer(job);
    em.createQuery("delete from ImportDecp i where i.tenantId = :tenant and i.id = :job")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("job", job)
        .executeUpdate();
  }

  /**
   * @throws RegleMetier {@code import-non-reprenable}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void remettreEnCours(UUID id) {
    var job = em.find(ImportDecp.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (job == null) {
      throw new Introuvable("Import");
    }
    if (job.etat != EtatImport.ECHEC || !job.reprenable) {
      throw new RegleMetier(
          "import-non-reprenable",
          job.etat == EtatImport.ECHEC
              ? "Cet import a échoué à cause du fichier : corrigez-le, puis importez-le à nouveau."
                  + " Ce qui était déjà pris ne sera pas repris deux fois."
              : "Cet import n'a pas échoué : il n'y a rien à reprendre.");
    }
    if (contenus.morceau(id, 0) == null) {
      throw new RegleMetier(
          "import-non-reprenable",
          "Le fichier de cet import n'est plus gardé : déposez-le de nouveau. Ce qui était déjà"
              + " pris ne sera pas repris deux fois.");
    }
    var identite = contexte.identite();
    job.repartir(identite.id(), identite.nom());
    travaux.lancer(id);
    noter("ImporterDecp.reprendre", id);
  }
}
