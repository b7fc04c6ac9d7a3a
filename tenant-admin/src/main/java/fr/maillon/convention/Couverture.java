package fr.maillon.convention;

import fr.maillon.isolation.Verrou;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
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

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;

  /** Celles de cet espace, par numéro ; vide : personne ne l'assiste aujourd'hui. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<EnVigueur> duJour(UUID espace) {
    return em.createQuery(
            "select c.id, c.numero, s.nom, c.au, c.services, c.quota from ConventionDuJour c join"
                + " Structure s on s.id = c.structure where c.maitreOuvrage = :espace and"
                + " c.enVigueur = true order by c.numero",
            Object[].class)
        .setParameter("espace", espace)
        .getResultStream()
        .map(
            l ->
                new EnVigueur(
                    (UUID) l[0],
                    (String) l[1],
                    (String) l[2],
                    new Termes(
                        (java.time.LocalDate) l[3], Termes.lire((String) l[4]), (Integer) l[5])))
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
