package fr.maillon.tracabilite;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * L'identifiant de connexion de qui a signé une ligne du journal ou d'une histoire : deux personnes
 * peuvent porter le même nom.
 */
@ApplicationScoped
public class Identifiants {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /** Qui n'est plus connu d'ici n'y est pas. */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT, Titre.CENTRAL},
      geste = Geste.LIRE)
  public Map<UUID, String> lire(Collection<UUID> qui) {
    return qui.isEmpty()
        ? Map.of()
        : em.createQuery(
                "select p.id, p.identifiant from Personne p where p.id in :qui", Object[].class)
            .setParameter("qui", qui)
            .getResultStream()
            .collect(Collectors.toMap(l -> (UUID) l[0], l -> (String) l[1]));
  }
}
