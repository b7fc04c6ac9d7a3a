package fr.maillon.convention;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Lit en base, à chaque demande, ce qui est ouvert aujourd'hui : un jeton peut survivre à un droit, une page ouverte aussi. */
@ApplicationScoped
public class Acces {
  @PersistenceContext(unitName = "maillon") EntityManager em;

  /** Les espaces où cette personne peut entrer aujourd'hui, par nom. Doit être appelé sous {@link Perimetre.Identification}. */
  @Transactional
  public List<Espace> ouverts() {
    return em.createQuery("select a from AccesDuJour a order by a.nom, a.code", AccesDuJour.class)
        .getResultList().stream().map(AccesDuJour::espace).toList();
  }

  /** Les titres d'équipe ou de centre tenus aujourd'hui en base. Doit être appelé sous {@link Perimetre.Identification}. */
  @Transactional
  public Set<String> habilitations() {
    return Set.copyOf(em.createQuery("select distinct h.titre from Habilitation h where h.du <= local date and (h.au is null or h.au >= local date)", String.class)
        .getResultList());
  }

  /** L'accès d'une personne à un espace, relu en base ; sert aux tâches de fond, qui parlent au nom de qui les a demandées. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Espace pour(Identite identite, UUID espace) {
    return TenantScope.call(identite, new Perimetre.Identification(),
        () -> ouverts().stream().filter(e -> Objects.equals(e.id(), espace)).findFirst().orElse(null));
  }
}
