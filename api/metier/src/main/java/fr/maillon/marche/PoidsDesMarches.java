package fr.maillon.marche;

import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Verrou;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/**
 * Le poids tenu des marchés de l'espace, remis d'aplomb après ce qui écrit des lignes telles
 * quelles, et replié quand les écarts se sont accumulés.
 */
@ApplicationScoped
public class PoidsDesMarches {
  private static final String GROUPE =
      "annee, segment, etat, sociale_connue, sociale_clause, sociale_critere, sociale_reserve";
  private static final String ECRIRE =
      "insert into metier.poids_marche (" + GROUPE + ", nombre, montant) select " + GROUPE + ", ";
  private static final String UTILES =
      " group by " + GROUPE + " having sum(nombre) <> 0 or sum(montant) <> 0";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Verrou verrou;

  /**
   * Ajoute ce qui manque. Marchés et écarts se lisent d'un même coup d'œil : ce que d'autres
   * écrivent pendant ce temps n'y est ni pour l'un ni pour l'autre. Un seul à la fois : deux
   * ajouteraient chacun la même chose.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void recaler() {
    verrou.prendre("poids " + contexte.tenantId());
    em.flush();
    em.createNativeQuery(
            ECRIRE
                + "sum(nombre), sum(montant) from (select "
                + GROUPE
                + ", 1 as nombre, montant from metier.marche where tenant_id = ?1 union all select "
                + GROUPE
                + ", -nombre, -montant from metier.poids_marche where tenant_id = ?1) x"
                + UTILES)
        .setParameter(1, contexte.tenantId())
        .executeUpdate();
  }

  /** Une ligne par groupe. Deux à la fois : la seconde ne trouve plus ce que la première a pris. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void replier() {
    em.flush();
    em.createNativeQuery(
            "with otes as (delete from metier.poids_marche where tenant_id = ?1 returning "
                + GROUPE
                + ", nombre, montant) "
                + ECRIRE
                + "sum(nombre), sum(montant) from otes"
                + UTILES)
        .setParameter(1, contexte.tenantId())
        .executeUpdate();
  }
}
