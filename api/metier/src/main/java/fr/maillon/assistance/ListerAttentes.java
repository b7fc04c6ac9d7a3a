package fr.maillon.assistance;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Ce qui attend une décision chez tous mes maîtres d'ouvrage, hors des demandes : des heures à
 * valider, des clauses à décider. Sous {@link Perimetre.Portefeuille}, que la base tient en lecture
 * seule ; une requête par liste.
 */
@ApplicationScoped
public class ListerAttentes {
  private static final int NOMMES = 200;

  /**
   * Des heures déclarées, que l'équipe valide ou refuse.
   *
   * @param mois {@code AAAA-MM}
   */
  public record HeuresAValider(
      DemandeLigne.MaitreOuvrage maitreOuvrage,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      String employeurNom,
      String mois,
      BigDecimal heures,
      String declareePar,
      Instant declareeLe) {}

  /** Une version de clause, que l'agent du maître d'ouvrage accepte ou refuse. */
  public record ClauseADecider(
      DemandeLigne.MaitreOuvrage maitreOuvrage,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      int lotRang,
      String lotObjet,
      BigDecimal heuresDues,
      String auteur,
      Instant creeLe) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /** Le mois le plus ancien d'abord. */
  @Transactional
  @LectureEquipe
  public Page<HeuresAValider> heures(Pagination page) {
    var espaces = espaces();
    var ou = parmi(espaces, "d") + "d.etat = fr.maillon.execution.EtatDeclaration.DECLAREE";
    var lignes =
        dans(
                em.createQuery(
                    "select d.tenantId, d.id, m.numero, m.objet, c.employeurNom, d.mois, d.heures,"
                        + " d.declareeParNom, d.declareeLe from DeclarationHeures d join Contrat c"
                        + " on (c.tenantId = d.tenantId and c.id = d.contratId) join Marche m on"
                        + " (m.tenantId = c.tenantId and m.id = c.marcheId) where "
                        + ou
                        + " order by d.mois, d.declareeLe, d.id",
                    Object[].class),
                espaces)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(
                l ->
                    new HeuresAValider(
                        DemandeLigne.MaitreOuvrage.de(espaces.get((UUID) l[0])),
                        (UUID) l[1],
                        (String) l[2],
                        (String) l[3],
                        (String) l[4],
                        YearMonth.from((LocalDate) l[5]).toString(),
                        (BigDecimal) l[6],
                        (String) l[7],
                        (Instant) l[8]))
            .toList();
    return Page.de(
        lignes,
        page,
        () ->
            dans(
                    em.createQuery(
                        "select count(d) from DeclarationHeures d where " + ou, Long.class),
                    espaces)
                .getSingleResult());
  }

  /** La plus anciennement proposée d'abord. */
  @Transactional
  @LectureEquipe
  public Page<ClauseADecider> clauses(Pagination page) {
    var espaces = espaces();
    var ou = parmi(espaces, "c") + "c.etat = fr.maillon.clause.EtatClause.PROPOSEE";
    var lignes =
        dans(
                em.createQuery(
                    "select c.tenantId, c.id, m.numero, m.objet, l.rang, l.objet, e.heuresDues,"
                        + " c.auteurNom, c.creeLe from Clause c join Engagement e on (e.tenantId ="
                        + " c.tenantId and e.clauseId = c.id) join Lot l on (l.tenantId ="
                        + " c.tenantId and l.id = c.lotId) join Marche m on (m.tenantId ="
                        + " c.tenantId and m.id = c.marcheId) where "
                        + ou
                        + " order by c.creeLe, c.id",
                    Object[].class),
                espaces)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(
                l ->
                    new ClauseADecider(
                        DemandeLigne.MaitreOuvrage.de(espaces.get((UUID) l[0])),
                        (UUID) l[1],
                        (String) l[2],
                        (String) l[3],
                        (int) l[4],
                        (String) l[5],
                        (BigDecimal) l[6],
                        (String) l[7],
                        (Instant) l[8]))
            .toList();
    return Page.de(
        lignes,
        page,
        () ->
            dans(em.createQuery("select count(c) from Clause c where " + ou, Long.class), espaces)
                .getSingleResult());
  }

  private static String parmi(SortedMap<UUID, Espace> espaces, String quoi) {
    return espaces.size() <= NOMMES ? quoi + ".tenantId in :tenants and " : "";
  }

  /** Sans aucun espace, la liste est vide : un identifiant que rien ne porte. */
  private static <T> TypedQuery<T> dans(TypedQuery<T> requete, SortedMap<UUID, Espace> espaces) {
    return espaces.size() > NOMMES
        ? requete
        : requete.setParameter(
            "tenants", espaces.isEmpty() ? List.of(new UUID(0, 0)) : espaces.keySet());
  }

  private SortedMap<UUID, Espace> espaces() {
    if (contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)) {
      return espaces;
    }
    throw new IllegalStateException(
        "le portefeuille se lit sous son périmètre : " + contexte.perimetre());
  }
}
