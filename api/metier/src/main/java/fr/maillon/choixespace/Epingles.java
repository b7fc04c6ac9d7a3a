package fr.maillon.choixespace;

import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/**
 * Les épingles de celui qui parle, et de lui seul : la base n'en montre ni n'en prend d'autres.
 * Toujours sous {@link fr.maillon.isolation.Perimetre.Identification}. Une épingle ne donne aucun
 * droit, et {@link ChoisirEspace} ne montre que celles des espaces encore ouverts.
 */
@ApplicationScoped
public class Epingles {
  public static final int MAXIMUM = 20;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /** Les espaces épinglés, encore ouverts ou non. */
  @Transactional
  public Set<UUID> miennes() {
    return Set.copyOf(
        em.createQuery(
                "select e.maitreOuvrage from Epingle e where e.utilisateur = :moi", UUID.class)
            .setParameter("moi", contexte.identite().id())
            .getResultList());
  }

  /**
   * Épingle ; ne fait rien si c'est fait.
   *
   * @param ouverts ceux qui me sont ouverts aujourd'hui : les épingles des autres ne comptent pas,
   *     et cèdent la place
   * @throws RegleMetier {@code trop-d-epingles} au-delà de {@value #MAXIMUM}
   */
  @Transactional
  public void poser(UUID espace, Set<UUID> ouverts) {
    var moi = contexte.identite().id();
    verrou.prendre("epingles " + moi);
    if (em.find(Epingle.class, new Epingle.Cle(moi, espace)) != null) {
      return;
    }
    if (miennes().stream().filter(ouverts::contains).count() >= MAXIMUM) {
      throw new RegleMetier(
          "trop-d-epingles",
          "Vous avez déjà " + MAXIMUM + " épingles : ôtez-en une avant d'en poser une autre.");
    }
    em.persist(new Epingle(moi, espace, horloge.instant()));
  }

  /** Ôte l'épingle ; ne fait rien s'il n'y en a pas. */
  @Transactional
  public void oter(UUID espace) {
    em.createQuery("delete from Epingle e where e.utilisateur = :moi and e.maitreOuvrage = :espace")
        .setParameter("moi", contexte.identite().id())
        .setParameter("espace", espace)
        .executeUpdate();
  }
}
