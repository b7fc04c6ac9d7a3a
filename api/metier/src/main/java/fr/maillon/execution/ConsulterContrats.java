package fr.maillon.execution;

import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Lit les contrats d'un espace. L'équipe y lit des noms ; un agent, des pseudonymes : la base ne
 * lui montre pas les fiches.
 */
@ApplicationScoped
public class ConsulterContrats {
  /** Chaque critère est facultatif. */
  public record Filtre(UUID engagement, UUID marche) {
    public static Filtre aucun() {
      return new Filtre(null, null);
    }
  }

  private static final String LIGNE =
      "select c.id, c.engagementId, c.marcheId, m.numero, m.objet, c.participantId, p.nom,"
          + " p.prenom, function('equipe.pseudonyme', c.tenantId, c.participantId), c.nature,"
          + " c.modalite, c.employeurSiret, c.employeurNom, c.debut, c.fin, (select sum(r.heures)"
          + " from RegistreHeures r where r.tenantId = c.tenantId and r.contratId = c.id), (select"
          + " sum(d.heures) from DeclarationHeures d where d.tenantId = c.tenantId and d.contratId"
          + " = c.id and d.etat = fr.maillon.execution.EtatDeclaration.DECLAREE), c.version from"
          + " Contrat c join Marche m on (m.tenantId = c.tenantId and m.id = c.marcheId) left join"
          + " Participant p on p.id = c.participantId where c.tenantId = :tenant";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /** Les contrats, le dernier commencé d'abord. */
  @LectureEspace
  @Transactional
  public Page<ContratView> lister(Filtre filtre, Pagination page) {
    var critere =
        (filtre.engagement() == null ? "" : " and c.engagementId = :engagement")
            + (filtre.marche() == null ? "" : " and c.marcheId = :marche");
    var lignes =
        parametres(
                em.createQuery(LIGNE + critere + " order by c.debut desc, c.id", Object[].class),
                filtre)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(this::vue)
            .toList();
    return Page.de(
        lignes,
        page,
        () ->
            parametres(
                    em.createQuery(
                        "select count(c) from Contrat c where c.tenantId = :tenant" + critere,
                        Long.class),
                    filtre)
                .getSingleResult());
  }

  /**
   * @throws Introuvable absent, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public ContratView un(UUID id) {
    return em.createQuery(LIGNE + " and c.id = :id", Object[].class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .map(this::vue)
        .orElseThrow(() -> new Introuvable("Contrat"));
  }

  /**
   * Un contrat d'une personne, là où le portefeuille l'a ; chaque ligne nomme son maître d'ouvrage.
   */
  public record ContratDePersonne(
      String code,
      String maitreOuvrage,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      NatureContrat nature,
      String employeurNom,
      LocalDate debut,
      LocalDate fin,
      BigDecimal heuresValidees,
      BigDecimal heuresAValider) {}

  /**
   * Les contrats d'une personne chez mes maîtres d'ouvrage, le dernier commencé d'abord. Sous
   * {@link Perimetre.Portefeuille}, que la base tient en lecture seule.
   */
  @LectureEquipe
  @Transactional
  public Page<ContratDePersonne> deLaPersonne(UUID participant, Pagination page) {
    if (em.createQuery("select count(p) from Participant p where p.id = :id", Long.class)
            .setParameter("id", participant)
            .getSingleResult()
        == 0) {
      throw new Introuvable("Participant");
    }
    if (!(contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces))
        || espaces.isEmpty()) {
      return new Page<>(List.of(), 0, page.page(), page.taille());
    }
    var lignes =
        em.createQuery(
                "select c.tenantId, c.id, m.numero, m.objet, c.nature, c.employeurNom, c.debut,"
                    + " c.fin, (select sum(r.heures) from RegistreHeures r where r.tenantId ="
                    + " c.tenantId and r.contratId = c.id), (select sum(d.heures) from"
                    + " DeclarationHeures d where d.tenantId = c.tenantId and d.contratId = c.id"
                    + " and d.etat = fr.maillon.execution.EtatDeclaration.DECLAREE) from Contrat c"
                    + " join Marche m on (m.tenantId = c.tenantId and m.id = c.marcheId) where"
                    + " c.tenantId in :tenants and c.participantId = :participant order by c.debut"
                    + " desc, c.id",
                Object[].class)
            .setParameter("tenants", espaces.keySet())
            .setParameter("participant", participant)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(
                l ->
                    new ContratDePersonne(
                        espaces.get((UUID) l[0]).code(),
                        espaces.get((UUID) l[0]).nom(),
                        (UUID) l[1],
                        (String) l[2],
                        (String) l[3],
                        (NatureContrat) l[4],
                        (String) l[5],
                        (LocalDate) l[6],
                        (LocalDate) l[7],
                        heures(l[8]),
                        heures(l[9])))
            .toList();
    return Page.de(
        lignes,
        page,
        () ->
            em.createQuery(
                    "select count(c) from Contrat c where c.tenantId in :tenants and"
                        + " c.participantId = :participant",
                    Long.class)
                .setParameter("tenants", espaces.keySet())
                .setParameter("participant", participant)
                .getSingleResult());
  }

  private <T> TypedQuery<T> parametres(TypedQuery<T> requete, Filtre filtre) {
    requete.setParameter("tenant", contexte.tenantId());
    if (filtre.engagement() != null) {
      requete.setParameter("engagement", filtre.engagement());
    }
    if (filtre.marche() != null) {
      requete.setParameter("marche", filtre.marche());
    }
    return requete;
  }

  private ContratView vue(Object[] l) {
    var equipe = contexte.espace().titre().equipe();
    var pseudonyme = (String) l[8];
    return new ContratView(
        (UUID) l[0],
        (UUID) l[1],
        (UUID) l[2],
        (String) l[3],
        (String) l[4],
        equipe ? (UUID) l[5] : null,
        equipe && l[6] != null ? l[7] + " " + l[6] : pseudonyme,
        pseudonyme,
        (NatureContrat) l[9],
        (Modalite) l[10],
        (String) l[11],
        (String) l[12],
        (LocalDate) l[13],
        (LocalDate) l[14],
        heures(l[15]),
        heures(l[16]),
        (int) l[17]);
  }

  private static BigDecimal heures(Object somme) {
    return somme == null ? new BigDecimal("0.00") : (BigDecimal) somme;
  }
}
