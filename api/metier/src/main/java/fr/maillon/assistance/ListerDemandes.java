package fr.maillon.assistance;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * Les demandes de l'espace ouvert : celles qui restent à traiter d'abord, la plus urgente en tête,
 * puis les closes.
 */
@ApplicationScoped
public class ListerDemandes {
  /** Un critère vide ou null ne filtre pas. */
  public record Criteres(Set<EtatDemande> etats, Set<ServiceAssistance> services, UUID marche) {
    public static final Criteres TOUTES = new Criteres(Set.of(), Set.of(), null);

    public Criteres {
      etats = Set.copyOf(etats);
      services = Set.copyOf(services);
    }
  }

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT},
      geste = Geste.LIRE)
  public Page<DemandeLigne> executer(Criteres criteres, Pagination pagination) {
    var ou =
        " from Demande d join Marche m on m.tenantId = d.tenantId and m.id = d.marcheId where"
            + " d.tenantId = :tenant"
            + (criteres.etats().isEmpty() ? "" : " and d.etat in :etats")
            + (criteres.services().isEmpty() ? "" : " and d.service in :services")
            + (criteres.marche() == null ? "" : " and d.marcheId = :marche");
    var espace = contexte.espace();
    var moi = contexte.identite().id();
    var jour = LocalDate.now(horloge);
    var lignes =
        avec(
                em.createQuery(
                    "select "
                        + DemandeLigne.COLONNES
                        + ou
                        + " order by case when d.termineeLe is null then 0 else 1 end,"
                        + " d.dateSouhaitee, d.creeLe, d.id",
                    Object[].class),
                criteres)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultStream()
            .map(c -> DemandeLigne.de(c, espace, moi, jour))
            .toList();
    return Page.de(
        lignes,
        pagination,
        () -> avec(em.createQuery("select count(d)" + ou, Long.class), criteres).getSingleResult());
  }

  private <T> TypedQuery<T> avec(TypedQuery<T> requete, Criteres criteres) {
    requete.setParameter("tenant", contexte.tenantId());
    if (!criteres.etats().isEmpty()) {
      requete.setParameter("etats", criteres.etats());
    }
    if (!criteres.services().isEmpty()) {
      requete.setParameter("services", criteres.services());
    }
    if (criteres.marche() != null) {
      requete.setParameter("marche", criteres.marche());
    }
    return requete;
  }
}
