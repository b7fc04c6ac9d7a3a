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
import java.util.UUID;

/** Les versions de clause de l'espace, et la fiche de l'une d'elles. */
@ApplicationScoped
public class ListerClauses {
  private static final String LIGNES =
      "select c, e, m.numero, m.objet, l.rang, l.objet, (select sum(r.heures) from RegistreHeures"
          + " r, Engagement v where r.tenantId = c.tenantId and v.tenantId = c.tenantId and v.lotId"
          + " = c.lotId and r.engagementId = v.id and c.etat ="
          + " fr.maillon.clause.EtatClause.ACCEPTEE)";
  // à gauche, bien que toujours là : l'ordre des jointures est dit, il n'y en a pas vingt à
  // comparer à chaque lecture
  private static final String SOURCE =
      " from Clause c left join Engagement e on (e.tenantId = c.tenantId and e.clauseId = c.id)"
          + " left join Marche m on (m.tenantId = c.tenantId and m.id = c.marcheId) left join Lot l"
          + " on (l.tenantId = c.tenantId and l.id = c.lotId) where c.tenantId = :tenant";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /** L'ordre d'une liste de clauses. */
  public enum Tri {
    RECENTES("c.creeLe desc, c.id"),
    HEURES("e.heuresDues desc, c.creeLe desc, c.id"),
    MARCHE("m.numero, l.rang, c.numeroVersion desc, c.id");

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

  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT},
      geste = Geste.LIRE)
  @Transactional
  public Page<ClauseView> executer(Filtre filtre, Pagination pagination) {
    var criteres =
        (filtre.etat() == null ? "" : " and c.etat = :etat")
            + (filtre.mecanisme() == null ? "" : " and c.mecanisme = :mecanisme")
            + (filtre.marche() == null ? "" : " and c.marcheId = :marche")
            + (filtre.lot() == null ? "" : " and c.lotId = :lot");
    var tri = filtre.tri() == null ? Tri.RECENTES : filtre.tri();
    var lignes =
        filtrer(
                em.createQuery(
                    LIGNES + SOURCE + criteres + " order by " + tri.ordre, Object[].class),
                filtre)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    return Page.de(
        vues(lignes),
        pagination,
        () ->
            filtrer(
                    em.createQuery(
                        "select count(c) from Clause c where c.tenantId = :tenant" + criteres,
                        Long.class),
                    filtre)
                .getSingleResult());
  }

  /**
   * Toutes les versions d'un lot, de la plus récente à la plus ancienne ; vide si le lot n'en a
   * pas.
   */
  List<ClauseView> versions(UUID lot) {
    return vues(
        em.createQuery(
                LIGNES + SOURCE + " and c.lotId = :lot order by c.numeroVersion desc",
                Object[].class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("lot", lot)
            .getResultList());
  }

  private static List<ClauseView> vues(List<Object[]> lignes) {
    return lignes.stream()
        .map(
            l ->
                ClauseView.de(
                    (Clause) l[0],
                    (Engagement) l[1],
                    (String) l[2],
                    (String) l[3],
                    (int) l[4],
                    (String) l[5],
                    l[6] == null ? BigDecimal.ZERO : (BigDecimal) l[6]))
        .toList();
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
