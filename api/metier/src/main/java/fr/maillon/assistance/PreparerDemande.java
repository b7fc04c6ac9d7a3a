package fr.maillon.assistance;

import fr.maillon.assistance.DemandeLigne.MarcheConcerne;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.parametre.Parametres;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * Ce qu'un agent doit savoir avant de demander : le marché, ce qui y est déjà demandé, le délai de
 * l'équipe.
 */
@ApplicationScoped
public class PreparerDemande {
  /**
   * @param dejaDemandes services dont une demande est ouverte sur ce marché
   * @param semaines délai de réponse de l'équipe
   * @param dateConseillee la première date qui laisse tout ce délai
   */
  public record Preparation(
      MarcheConcerne marche,
      Set<ServiceAssistance> dejaDemandes,
      int semaines,
      LocalDate aujourdhui,
      LocalDate dateConseillee) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Parametres parametres;
  @Inject Clock horloge;

  /**
   * @throws Introuvable marché absent, ou d'un autre espace
   */
  @Transactional
  @LectureAgent
  public Preparation executer(UUID marche) {
    var m =
        em.createQuery(
                "select new fr.maillon.assistance.DemandeLigne.MarcheConcerne(m.id, m.numero,"
                    + " m.objet, m.montant, m.lots) from Marche m where m.tenantId = :tenant and"
                    + " m.id = :marche",
                MarcheConcerne.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marche", marche)
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Marché"));
    var demandes =
        em.createQuery(
                "select d.service from Demande d where d.tenantId = :tenant and d.marcheId ="
                    + " :marche and d.etat in :ouverts",
                ServiceAssistance.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marche", marche)
            .setParameter("ouverts", EtatDemande.OUVERTS)
            .getResultList();
    var jour = LocalDate.now(horloge);
    var semaines = parametres.valeur(Parametres.DELAI_REPONSE_SEMAINES, jour).intValueExact();
    return new Preparation(m, Set.copyOf(demandes), semaines, jour, jour.plusWeeks(semaines));
  }
}
