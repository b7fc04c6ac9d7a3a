package fr.maillon.affectation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Les facilitateurs qui peuvent entrer aujourd'hui chez un maître d'ouvrage. */
@ApplicationScoped
public class Affectes {
  /** Un facilitateur affecté aujourd'hui. */
  public record Membre(UUID id, String nom) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /** Ceux de cet espace, par nom. Se demande en membre de l'équipe : un autre n'apprend rien. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Membre> duJour(UUID espace) {
    return em.createQuery(
            "select distinct new fr.maillon.affectation.Affectes.Membre(u.id, u.nom) from"
                + " Affectation a, ConventionDuJour c, Facilitateur f, MembreEquipe u where"
                + " a.maitreOuvrage = :espace and c.id = a.convention and c.enVigueur = true and"
                + " a.du <= :jour and (a.au is null or a.au >= :jour) and f.utilisateur ="
                + " a.facilitateur and f.du <= :jour and (f.au is null or f.au >= :jour) and u.id ="
                + " a.facilitateur order by u.nom, u.id",
            Membre.class)
        .setParameter("espace", espace)
        .setParameter("jour", LocalDate.now(horloge))
        .getResultList();
  }
}
