package fr.maillon.execution;

import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import fr.maillon.saisie.FiltreIncompris;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Lit les heures d'un espace. L'équipe y lit des noms ; un agent, des pseudonymes : la base ne lui
 * montre pas les fiches.
 */
@ApplicationScoped
public class ConsulterHeures {
  /**
   * Chaque critère est facultatif.
   *
   * @param mois {@code AAAA-MM}
   */
  public record Filtre(EtatDeclaration etat, String mois, UUID contrat, UUID marche) {
    public static Filtre aucun() {
      return new Filtre(null, null, null, null);
    }
  }

  // Contrat en tête : EclipseLink rattache toute jointure externe à la première table
  private static final String LIGNE =
      "select d.id, d.contratId, d.engagementId, c.marcheId, m.numero, m.objet, p.nom, p.prenom,"
          + " function('equipe.pseudonyme', c.tenantId, c.participantId), c.employeurNom, d.mois,"
          + " d.heures, (select sum(r.heures) from RegistreHeures r where r.tenantId = d.tenantId"
          + " and r.declarationId = d.id), d.etat, d.motif, d.declareePar, d.declareeParNom,"
          + " d.declareeLe, d.decideePar, d.decideeParNom, d.decideeLe, case when d.decideePar is"
          + " not null and d.decideePar = d.declareePar and d.etat ="
          + " fr.maillon.execution.EtatDeclaration.VALIDEE then 1 else 0 end, d.version from"
          + " Contrat c join DeclarationHeures d on (d.tenantId = c.tenantId and d.contratId ="
          + " c.id) join Marche m on (m.tenantId = c.tenantId and m.id = c.marcheId) left join"
          + " Participant p on p.id = c.participantId where d.tenantId = :tenant";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * Les déclarations, le mois le plus récent d'abord.
   *
   * @throws RegleMetier {@code mois-invalide}
   */
  @LectureEspace
  @Transactional
  public Page<HeuresView> lister(Filtre filtre, Pagination page) {
    var criteres = new LinkedHashMap<String, Object>();
    var ou = new StringBuilder();
    ajouter(ou, criteres, "d.etat", "etat", filtre.etat());
    ajouter(
        ou,
        criteres,
        "d.mois",
        "mois",
        filtre.mois() == null || filtre.mois().isBlank() ? null : mois(filtre.mois()));
    ajouter(ou, criteres, "d.contratId", "contrat", filtre.contrat());
    ajouter(ou, criteres, "c.marcheId", "marche", filtre.marche());
    var lignes =
        parametres(
                em.createQuery(
                    LIGNE + ou + " order by d.mois desc, d.declareeLe desc, d.id", Object[].class),
                criteres)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(this::vue)
            .toList();
    // le contrat ne sert qu'à filtrer par marché : compter une longue liste sans lui ne lit qu'un
    // index
    return Page.de(
        lignes,
        page,
        () ->
            parametres(
                    em.createQuery(
                        "select count(d) from DeclarationHeures d"
                            + (filtre.marche() == null
                                ? " where d.tenantId = :tenant"
                                : " join Contrat c on c.id = d.contratId where d.tenantId = :tenant"
                                    + " and c.tenantId = :tenant")
                            + ou,
                        Long.class),
                    criteres)
                .getSingleResult());
  }

  /**
   * Combien de déclarations des mois d'une année ont été déclarées et validées par la même
   * personne.
   */
  @LectureEspace
  @Transactional
  public long memePersonne(int annee) {
    return em.createQuery(
            "select count(d) from DeclarationHeures d where d.tenantId = :tenant and d.etat ="
                + " :validee and d.mois between :du and :au and d.decideePar = d.declareePar",
            Long.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("validee", EtatDeclaration.VALIDEE)
        .setParameter("du", LocalDate.of(annee, 1, 1))
        .setParameter("au", LocalDate.of(annee, 12, 31))
        .getSingleResult();
  }

  /**
   * @throws Introuvable absente, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public HeuresView une(UUID id) {
    return em.createQuery(LIGNE + " and d.id = :id", Object[].class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .map(this::vue)
        .orElseThrow(() -> new Introuvable("Déclaration d'heures"));
  }

  /**
   * Les écritures d'une déclaration, dans l'ordre.
   *
   * @throws Introuvable absente, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public Page<EcritureView> ecritures(UUID declaration, Pagination page) {
    une(declaration);
    var filtre =
        " from RegistreHeures r where r.tenantId = :tenant and r.declarationId = :declaration";
    var lignes =
        em.createQuery(
                "select new fr.maillon.execution.EcritureView(r.id, r.nature, r.heures, r.motif,"
                    + " r.auteurId, r.auteurNom, r.ecritLe)"
                    + filtre
                    + " order by r.ecritLe, r.id",
                EcritureView.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("declaration", declaration)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultList();
    return Page.de(
        lignes,
        page,
        () ->
            em.createQuery("select count(r)" + filtre, Long.class)
                .setParameter("tenant", contexte.tenantId())
                .setParameter("declaration", declaration)
                .getSingleResult());
  }

  private static LocalDate mois(String texte) {
    try {
      return YearMonth.parse(texte.strip()).atDay(1);
    } catch (DateTimeException _) {
      throw new FiltreIncompris(
          "mois-invalide", "mois", "Le mois s'écrit AAAA-MM, par exemple 2026-10.");
    }
  }

  private static void ajouter(
      StringBuilder ou, Map<String, Object> criteres, String colonne, String nom, Object valeur) {
    if (valeur != null) {
      ou.append(" and ").append(colonne).append(" = :").append(nom);
      criteres.put(nom, valeur);
    }
  }

  private <T> TypedQuery<T> parametres(TypedQuery<T> requete, Map<String, Object> criteres) {
    requete.setParameter("tenant", contexte.tenantId());
    criteres.forEach(requete::setParameter);
    return requete;
  }

  private HeuresView vue(Object[] l) {
    var equipe = contexte.espace().titre().equipe();
    var pseudonyme = (String) l[8];
    return new HeuresView(
        (UUID) l[0],
        (UUID) l[1],
        (UUID) l[2],
        (UUID) l[3],
        (String) l[4],
        (String) l[5],
        equipe && l[6] != null ? l[7] + " " + l[6] : pseudonyme,
        pseudonyme,
        (String) l[9],
        YearMonth.from((LocalDate) l[10]).toString(),
        (BigDecimal) l[11],
        l[12] == null ? new BigDecimal("0.00") : (BigDecimal) l[12],
        (EtatDeclaration) l[13],
        (String) l[14],
        (UUID) l[15],
        (String) l[16],
        (Instant) l[17],
        (UUID) l[18],
        (String) l[19],
        (Instant) l[20],
        ((Number) l[21]).intValue() == 1,
        (int) l[22]);
  }
}
