package fr.maillon.convention;

import fr.maillon.isolation.Verrou;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Ce que les conventions d'un maître d'ouvrage couvrent aujourd'hui. */
@ApplicationScoped
public class Couverture {
  /**
   * Une convention en vigueur aujourd'hui.
   *
   * @param structure le nom de la structure qui assiste
   */
  public record EnVigueur(UUID id, String numero, String structure, Termes termes) {}

  /** La même, telle que la base la rend. */
  public record Lue(
      UUID id, String numero, String structure, LocalDate au, String services, Integer quota) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;

  /** Celles de cet espace, par numéro ; vide : personne ne l'assiste aujourd'hui. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<EnVigueur> duJour(UUID espace) {
    return em.createQuery(
            "select new fr.maillon.convention.Couverture.Lue(c.id, c.numero, s.nom, c.au,"
                + " c.services, c.quota) from ConventionDuJour c join Structure s on s.id ="
                + " c.structure where c.maitreOuvrage = :espace and c.enVigueur = true order by"
                + " c.numero",
            Lue.class)
        .setParameter("espace", espace)
        .getResultStream()
        .map(
            l ->
                new EnVigueur(
                    l.id(),
                    l.numero(),
                    l.structure(),
                    new Termes(l.au(), Termes.lire(l.services()), l.quota())))
        .toList();
  }

  /**
   * Demandes déjà faites sous cette convention dans l'année civile ; deux dépôts simultanés
   * comptent l'un après l'autre.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public long consommees(UUID convention, int annee) {
    verrou.prendre("quota " + convention);
    return em.createQuery(
            "select c.demandes from Consommation c where c.convention = :convention and c.annee ="
                + " :annee",
            Long.class)
        .setParameter("convention", convention)
        .setParameter("annee", annee)
        .getResultStream()
        .findFirst()
        .orElse(0L);
  }
}
