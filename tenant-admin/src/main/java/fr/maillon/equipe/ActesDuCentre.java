package fr.maillon.equipe;

import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Ce que le centre a fait d'une personne, hors de tout espace : noté en son nom, dans la
 * transaction du geste.
 */
@ApplicationScoped
public class ActesDuCentre {
  /** Les derniers, c'est assez d'une page. */
  private static final int AU_PLUS = 50;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /**
   * @param phrase au passé et sans sujet : « a changé le nom : Zoé Martin, avant Zoé Roux »
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void nomChange(UUID personne, String phrase) {
    noter(personne, ActeDEquipe.Sens.NOM, phrase);
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void adresseDemandee(UUID personne, String phrase) {
    noter(personne, ActeDEquipe.Sens.ADRESSE, phrase);
  }

  private void noter(UUID personne, ActeDEquipe.Sens sens, String phrase) {
    var qui = TenantScope.identite();
    em.persist(new ActeDEquipe(horloge.instant(), personne, sens, phrase, qui.id(), qui.nom()));
  }

  /** Noms et adresses, le plus récent d'abord. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<MembreView.Acte> surLIdentite(UUID personne) {
    return em.createQuery(
            "select a from ActeDEquipe a where a.personne = :personne and a.titre is null order by"
                + " a.quand desc, a.id",
            ActeDEquipe.class)
        .setParameter("personne", personne)
        .setMaxResults(AU_PLUS)
        .getResultStream()
        .map(a -> new MembreView.Acte(a.quand, a.par, a.parNom, a.phrase()))
        .toList();
  }
}
