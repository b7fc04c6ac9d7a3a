package fr.maillon.participant;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;

/** Supprime une fiche ouverte par erreur, tant que rien n'en dépend. */
@ApplicationScoped
public class SupprimerParticipant {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject FicheTenue ficheTenue;

  /**
   * @throws RegleMetier {@code personne-suivie} un contrat existe chez un maître d'ouvrage : la
   *     base le sait, même s'il ne m'est pas ouvert
   */
  @EcritureEquipe
  @Transactional
  public void supprimer(UUID id, Integer version) {
    var fiche = ficheTenue.lire(id, version);
    try {
      em.createQuery("delete from Eligibilite e where e.participantId = :id")
          .setParameter("id", id)
          .executeUpdate();
      em.remove(fiche);
      em.flush();
      // la base ne laisse partir son histoire qu'une fois la fiche partie
      em.createQuery("delete from ActeSurFiche a where a.participantId = :id")
          .setParameter("id", id)
          .executeUpdate();
      em.persist(ActeSurFiche.suppression(id, contexte.identite(), horloge.instant()));
    } catch (PersistenceException e) {
      throw dependance(e)
          ? new RegleMetier(
              "personne-suivie",
              "Cette personne a un contrat, ou des heures, chez au moins un maître d'ouvrage : sa"
                  + " fiche ne se supprime pas. Annulez d'abord le contrat ouvert par erreur.")
          : e;
    }
  }

  private static boolean dependance(Throwable faute) {
    for (var cause = faute; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && "23503".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
