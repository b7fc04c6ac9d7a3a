package fr.maillon.envoi;

import fr.maillon.tache.Reveil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ce qu'une personne voit et fait des envois d'une invitation. Dans la transaction de l'appelant. */
@ApplicationScoped
public class Relances {
  /**
   * @param prochainEssai null quand il n'y en aura plus
   * @param erreur la phrase du dernier essai manqué ; null : aucun
   */
  public record Suivi(String objet, EtatEnvoi etat, int tentatives, Instant prochainEssai, String erreur) {}

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Clock horloge;
  @Inject Event<Reveil> reveil;

  /** Les envois de chacune, dans l'ordre où ils ont été posés. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<UUID, List<Suivi>> deCesInvitations(UUID espace, Collection<UUID> invitations) {
    return invitations.isEmpty() ? Map.of() : em.createQuery("select e from Envoi e where e.espace = :espace and e.invitation in :invitations order by e.creeLe, e.nature, e.id", Envoi.class)
        .setParameter("espace", espace).setParameter("invitations", invitations).getResultStream()
        .collect(Collectors.groupingBy(e -> e.invitation, Collectors.mapping(e -> new Suivi(e.objet, e.etat, e.tentatives, e.etat == EtatEnvoi.A_FAIRE ? e.prochainEssai : null, e.derniereErreur), Collectors.toList())));
  }

  /**
   * Fait repartir tout de suite ceux qui ont échoué ou qui attendent un nouvel essai.
   *
   * @return combien
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public int relancer(UUID espace, UUID invitation) {
    var aRelancer = ouverts(espace, invitation);
    aRelancer.forEach(e -> e.relancer(horloge.instant()));
    if (!aRelancer.isEmpty()) {
      reveil.fire(new Reveil(Courriels.FACTEUR));
    }
    return aRelancer.size();
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void annuler(UUID espace, UUID invitation) {
    ouverts(espace, invitation).forEach(e -> e.annuler(horloge.instant()));
  }

  private List<Envoi> ouverts(UUID espace, UUID invitation) {
    return em.createQuery("select e from Envoi e where e.espace = :espace and e.invitation = :invitation and e.etat in (fr.maillon.envoi.EtatEnvoi.A_FAIRE, fr.maillon.envoi.EtatEnvoi.ECHEC)", Envoi.class)
        .setParameter("espace", espace).setParameter("invitation", invitation).getResultList();
  }
}
