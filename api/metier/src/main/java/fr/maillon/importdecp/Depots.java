package fr.maillon.importdecp;

import fr.maillon.isolation.SuiteEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Garde le fichier reçu, un morceau par transaction : un envoi lent n'en tient aucune ouverte. La
 * transaction qui achève un geste écrit aussi sa ligne au journal : l'un ne va pas sans l'autre.
 */
@ApplicationScoped
class Depots {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Journal journal;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public UUID ouvrir(String fichier) {
    var identite = contexte.identite();
    var job = ImportDecp.depose(fichier, identite.id(), identite.nom(), horloge.instant());
    em.persist(job);
    em.flush();
    em.persist(
        new Travail(job.id, contexte.tenantId(), Travail.DEPOT, identite.id(), horloge.instant()));
    return job.id;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void ajouter(UUID job, int rang, byte[] contenu) {
    em.persist(new Morceau(job, rang, contenu));
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
    effacerTravail(id);
    em.persist(
        new Travail(
            id, contexte.tenantId(), Travail.IMPORT, contexte.identite().id(), horloge.instant()));
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

  /** L'envoi n'a pas abouti : il n'en reste rien. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void abandonner(UUID job) {
    effacer(job);
  }

  private void effacer(UUID job) {
    effacerTravail(job);
    em.createQuery("delete from Morceau m where m.tenantId = :tenant and m.importId = :job")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("job", job)
        .executeUpdate();
    em.createQuery("delete from ImportDecp i where i.tenantId = :tenant and i.id = :job")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("job", job)
        .executeUpdate();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public byte[] morceau(UUID job, int rang) {
    return em.createQuery(
            "select m.contenu from Morceau m where m.tenantId = :tenant and m.importId = :job and"
                + " m.rang = :rang",
            byte[].class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("job", job)
        .setParameter("rang", rang)
        .getResultStream()
        .findFirst()
        .orElse(null);
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
    var identite = contexte.identite();
    job.repartir(identite.id(), identite.nom());
    em.persist(
        new Travail(id, contexte.tenantId(), Travail.IMPORT, identite.id(), horloge.instant()));
    noter("ImporterDecp.reprendre", id);
  }

  private void effacerTravail(UUID job) {
    em.createQuery("delete from Travail t where t.tenant = :tenant and t.id = :job")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("job", job)
        .executeUpdate();
  }
}
