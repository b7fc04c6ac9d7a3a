package fr.maillon.personne;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Qui administre un espace, tous espaces ensemble. Sous le périmètre du système. */
@ApplicationScoped
class Administrateurs {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Set<UUID> dAujourdHui() {
    return em.createQuery(
            "select distinct a.utilisateur from Adhesion a where a.droit ="
                + " fr.maillon.isolation.Droit.ADMINISTRATEUR and a.du <= :jour and (a.au is null"
                + " or a.au >= :jour)",
            UUID.class)
        .setParameter("jour", LocalDate.now(horloge))
        .getResultStream()
        .collect(Collectors.toSet());
  }
}
