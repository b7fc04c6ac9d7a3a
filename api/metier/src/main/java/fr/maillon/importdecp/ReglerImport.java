package fr.maillon.importdecp;

import fr.maillon.isolation.SuiteEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VersionsDuLot;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Ce qu'une personne décide après un import : rétablir ce que dit un fichier déjà importé, réunir
 * deux lots qui n'en font qu'un.
 */
@ApplicationScoped
public class ReglerImport {
  /**
   * Lots rétablis d'un geste : assez pour un fichier d'acheteur, assez peu pour une transaction.
   */
  private static final int AU_PLUS = 2_000;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject VersionsDuLot versions;

  /**
   * Rend aux lots les versions que dit ce fichier, déjà importé, et que d'autres ont remplacées
   * depuis.
   *
   * @return combien de lots ont changé ; au-delà de {@value #AU_PLUS}, le geste se répète
   * @throws RegleMetier {@code rien-a-retablir}
   */
  @Transactional
  @SuiteEspace
  public int retablir(UUID id) {
    var job = em.find(ImportDecp.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (job == null) {
      throw new Introuvable("Import");
    }
    var lignes =
        em.createQuery(
                "select l from LigneImport l where l.tenantId = :tenant and l.importId = :import"
                    + " and l.versionId is not null order by l.rang",
                Ligne.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("import", id)
            .setMaxResults(AU_PLUS)
            .getResultList();
    if (job.dejaImporteLe == null || lignes.isEmpty()) {
      throw new RegleMetier(
          "rien-a-retablir",
          "Les lots portent déjà ce que dit ce fichier : il n'y a rien à rétablir.");
    }
    var changes = versions.retablir(lignes.stream().map(l -> l.versionId).toList());
    lignes.forEach(Ligne::retablie);
    return changes;
  }

  /** Les deux lots n'en font qu'un : celui que cet import a créé disparaît dans l'autre. */
  @Transactional
  @SuiteEspace
  public void reunir(UUID id, int rang) {
    var ligne = doublon(id, rang, EtatDoublon.A_VOIR, EtatDoublon.ECARTE);
    versions.reunir(ligne.doublonLotId, ligne.lotId);
    ligne.decider(EtatDoublon.REUNI);
  }

  /** Défait la réunion, ou la réponse « ce sont deux lots ». */
  @Transactional
  @SuiteEspace
  public void revenir(UUID id, int rang) {
    var ligne = doublon(id, rang, EtatDoublon.REUNI, EtatDoublon.ECARTE);
    if (ligne.doublonEtat == EtatDoublon.REUNI) {
      versions.separer(ligne.lotId);
    }
    ligne.decider(EtatDoublon.A_VOIR);
  }

  /** Ce sont bien deux lots. */
  @Transactional
  @SuiteEspace
  public void ecarter(UUID id, int rang) {
    doublon(id, rang, EtatDoublon.A_VOIR, EtatDoublon.A_VOIR).decider(EtatDoublon.ECARTE);
  }

  private Ligne doublon(UUID id, int rang, EtatDoublon attendu, EtatDoublon ou) {
    var ligne = em.find(Ligne.class, new Ligne.Cle(id, rang), LockModeType.PESSIMISTIC_WRITE);
    if (ligne == null || ligne.doublonEtat == null) {
      throw new Introuvable("Doublon");
    }
    if (ligne.doublonEtat != attendu && ligne.doublonEtat != ou) {
      throw new RegleMetier(
          "doublon-deja-regle",
          ligne.doublonEtat == EtatDoublon.REUNI
              ? "Ces deux lots sont déjà réunis."
              : "Il n'y a rien à défaire : ce doublon reste à regarder.");
    }
    return ligne;
  }
}
