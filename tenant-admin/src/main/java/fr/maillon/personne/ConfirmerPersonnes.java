package fr.maillon.personne;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Confirme, à la revue, que des personnes ont toujours leur place ici. */
@ApplicationScoped
public class ConfirmerPersonnes {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject ListerPersonnes personnes;
  @Inject Revue revue;
  @Inject Clock horloge;
  @Inject Adhesions adhesions;

  /** Redit que la personne est toujours de l'espace. */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public PersonneView confirmer(UUID personne) {
    adhesions.lire(personne, null).confirmer(LocalDate.now(horloge));
    em.flush();
    return personnes.une(personne);
  }

  /**
   * Redit que toutes celles qui l'attendaient sont toujours de l'espace.
   *
   * @return combien
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public int toutConfirmer() {
    var jour = LocalDate.now(horloge);
    var seuil = revue.seuil();
    var attendues =
        em.createQuery(
                "select a from Adhesion a where a.espace = :espace and a.du <= :jour and (a.au is"
                    + " null or a.au >= :jour) and coalesce(a.confirmeeLe, a.du) < :seuil",
                Adhesion.class)
            .setParameter("espace", contexte.tenantId())
            .setParameter("jour", jour)
            .setParameter("seuil", seuil)
            .getResultList();
    attendues.forEach(a -> a.confirmer(jour));
    return attendues.size();
  }
}
