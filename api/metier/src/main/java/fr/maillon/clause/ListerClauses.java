package fr.maillon.clause;

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
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Les versions de clause de l'espace, et la fiche de l'une d'elles. */
@ApplicationScoped
public class ListerClauses {
  private static final String LIGNES = "select c, e, m.numero, m.objet, l.rang, l.objet";
  private static final String SOURCE = " from Clause c, Engagement e, Marche m, Lot l where c.tenantId = :tenant and e.tenantId = :tenant and e.clauseId = c.id"
      + " and m.tenantId = :tenant and m.id = c.marcheId and l.tenantId = :tenant and l.id = c.lotId";

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject TenantContext contexte;

  /** L'ordre d'une liste de clauses. */
  public enum Tri {
    RECENTES("c.creeLe desc, c.id"), HEURES("e.heuresDues desc, c.creeLe desc, c.id"), MARCHE("m.numero, l.rang, c.numeroVersion desc, c.id");

    private final String ordre;

    Tri(String ordre) {
      this.ordre = ordre;
    }
  }

  /** Chaque filtre null laisse tout passer. */
  public record Filtre(EtatClause etat, Mecanisme mecanisme, UUID marche, UUID lot, Tri tri) {
    public static Filtre duMarche(UUID marche) {
      return new Filtre(null, null, marche, null, Tri.MARCHE);
    }
  }

  @Habilite(value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT}, geste = Geste.LIRE)
  @Transactional
  public Page<ClauseView> executer(Filtre filtre, Pagination pagination) {
    var criteres = (filtre.etat() == null ? "" : " and c.etat = :etat") + (filtre.mecanisme() == null ? "" : " and c.mecanisme = :mecanisme")
        + (filtre.marche() == null ? "" : " and c.marcheId = :marche") + (filtre.lot() == null ? "" : " and c.lotId = :lot");
    var tri = filtre.tri() == null ? Tri.RECENTES : filtre.tri();
    var lignes = filtrer(em.createQuery(LIGNES + SOURCE + criteres + " order by " + tri.ordre, Object[].class), filtre)
        .setFirstResult(pagination.debut()).setMaxResults(pagination.taille()).getResultList();
    return Page.de(vues(lignes), pagination, () -> filtrer(em.createQuery("select count(c) from Clause c where c.tenantId = :tenant" + criteres, Long.class), filtre).getSingleResult());
  }

  /** Toutes les versions d'un lot, de la plus récente à la plus ancienne ; vide si le lot n'en a pas. */
  List<ClauseView> versions(UUID lot) {
    return vues(em.createQuery(LIGNES + SOURCE + " and c.lotId = :lot order by c.numeroVersion desc", Object[].class)
        .setParameter("tenant", contexte.tenantId()).setParameter("lot", lot).getResultList());
  }

  private List<ClauseView> vues(List<Object[]> lignes) {
    var lots = lignes.stream().map(l -> (Clause) l[0]).filter(c -> c.etat == EtatClause.ACCEPTEE).map(c -> c.lotId).collect(Collectors.toSet());
    var heures = Lots.heuresValidees(em, contexte.tenantId(), lots);
    return lignes.stream().map(l -> vue(l, heures)).toList();
  }

  private static ClauseView vue(Object[] l, Map<UUID, BigDecimal> heures) {
    var clause = (Clause) l[0];
    return ClauseView.de(clause, (Engagement) l[1], (String) l[2], (String) l[3], (int) l[4], (String) l[5], heures.getOrDefault(clause.lotId, BigDecimal.ZERO));
  }

  private <T> TypedQuery<T> filtrer(TypedQuery<T> requete, Filtre filtre) {
    requete.setParameter("tenant", contexte.tenantId());
    if (filtre.etat() != null) {
      requete.setParameter("etat", filtre.etat());
    }
    if (filtre.mecanisme() != null) {
      requete.setParameter("mecanisme", filtre.mecanisme());
    }
    if (filtre.marche() != null) {
      requete.setParameter("marche", filtre.marche());
    }
    if (filtre.lot() != null) {
      requete.setParameter("lot", filtre.lot());
    }
    return requete;
  }
}
