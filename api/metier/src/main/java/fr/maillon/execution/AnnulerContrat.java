package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.RegleMetier;
import fr.maillon.repentir.Corbeille;
import fr.maillon.repentir.Quoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Annule un contrat où aucune heure n'est déclarée ; le rend dans la minute. */
@ApplicationScoped
public class AnnulerContrat {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Corbeille corbeille;
  @Inject TenantContext contexte;
  @Inject VieDuMarche vie;
  @Inject Contrats contrats;

  /**
   * Le contrat n'aurait pas dû être ouvert : il disparaît.
   *
   * @throws RegleMetier {@code contrat-utilise} des heures y sont déclarées
   */
  @EcritureEquipe
  @Transactional
  public void annuler(UUID id, Integer version) {
    var contrat = contrats.lire(id, version);
    var declares =
        em.createQuery(
                "select count(d) from DeclarationHeures d where d.tenantId = :tenant and"
                    + " d.contratId = :id and d.etat <>"
                    + " fr.maillon.execution.EtatDeclaration.REFUSEE",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("id", id)
            .getSingleResult();
    if (declares > 0) {
      throw new RegleMetier(
          "contrat-utilise",
          "Ce contrat a "
              + (declares == 1 ? "un mois déclaré" : declares + " mois déclarés")
              + " : retirez ce qui attend encore, ou mettez fin au contrat. Des heures validées ne"
              + " s'effacent pas.");
    }
    corbeille.garder(Quoi.CONTRAT, id);
    em.createQuery(
            "delete from DeclarationHeures d where d.tenantId = :tenant and d.contratId = :id")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("id", id)
        .executeUpdate();
    em.remove(contrat);
    vie.noter(
        contrat.marcheId,
        "contrat-annule",
        "Contrat d'insertion chez " + contrat.employeurNom + ", ouvert par erreur : annulé.");
  }

  /**
   * Le contrat annulé dans la minute revient, ses mois refusés avec lui.
   *
   * @throws RegleMetier {@code repris-depuis}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rendre(Corbeille.Ote ote) {
    corbeille.rendre(ote);
    var contrat = em.find(Contrat.class, ote.id());
    vie.noter(
        contrat.marcheId,
        "contrat-rendu",
        "Contrat d'insertion chez " + contrat.employeurNom + ", annulé par erreur : rétabli.");
  }
}
