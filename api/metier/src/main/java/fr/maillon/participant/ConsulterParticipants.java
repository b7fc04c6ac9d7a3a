package fr.maillon.participant;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Mots;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Lit les fiches de l'équipe. */
@ApplicationScoped
public class ConsulterParticipants {
  private static final String VUE =
      "select p.id, p.nom, p.prenom, p.dateNaissance, p.sexe, p.niveau, p.residenceQpv, (select"
          + " max(e.dateFin) from Eligibilite e where e.participantId = p.id and e.decision <>"
          + " fr.maillon.participant.Decision.NON_ELIGIBLE), p.changeParNom, p.changeLe, p.version"
          + " from Participant p";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /**
   * @param texte mots cherchés, tous, dans le nom et le prénom, sans accents ni majuscules ; null
   *     ou vide : toutes
   */
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  @Transactional
  public Page<ParticipantView> lister(String texte, Pagination page) {
    var mots = Mots.de(texte);
    var filtre = mots.vide() ? "" : " where " + mots.condition("p.recherche");
    var lignes =
        avec(
                em.createQuery(
                    VUE + filtre + " order by p.nom, p.prenom, p.dateNaissance, p.id",
                    Object[].class),
                mots)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(ConsulterParticipants::vue)
            .toList();
    var total =
        avec(em.createQuery("select count(p) from Participant p" + filtre, Long.class), mots)
            .getSingleResult();
    return new Page<>(lignes, total, page.page(), page.taille());
  }

  /**
   * @throws Introuvable aucune fiche de ce numéro
   */
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  @Transactional
  public ParticipantView un(UUID id) {
    return em.createQuery(VUE + " where p.id = :id", Object[].class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .map(ConsulterParticipants::vue)
        .orElseThrow(() -> new Introuvable("Participant"));
  }

  /**
   * Les décisions prises sur une personne, la dernière d'abord.
   *
   * @throws Introuvable aucune fiche de ce numéro
   */
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  @Transactional
  public Page<EligibiliteView> eligibilites(UUID participant, Pagination page) {
    if (em.find(Participant.class, participant) == null) {
      throw new Introuvable("Participant");
    }
    List<Eligibilite> lignes =
        em.createQuery(
                "select e from Eligibilite e where e.participantId = :participant order by e.creeLe"
                    + " desc, e.id",
                Eligibilite.class)
            .setParameter("participant", participant)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultList();
    var total =
        em.createQuery(
                "select count(e) from Eligibilite e where e.participantId = :participant",
                Long.class)
            .setParameter("participant", participant)
            .getSingleResult();
    return new Page<>(
        lignes.stream().map(EligibiliteView::de).toList(), total, page.page(), page.taille());
  }

  /**
   * Ce qui a été corrigé sur une fiche, le dernier d'abord.
   *
   * @throws Introuvable aucune fiche de ce numéro
   */
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  @Transactional
  public Page<CorrectionView> corrections(UUID participant, Pagination page) {
    if (em.find(Participant.class, participant) == null) {
      throw new Introuvable("Participant");
    }
    var ou = " from ActeSurFiche a where a.participantId = :participant";
    var lignes =
        em.createQuery("select a" + ou + " order by a.quand desc, a.id", ActeSurFiche.class)
            .setParameter("participant", participant)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(a -> new CorrectionView(a.champ, a.avant, a.apres, a.parId, a.parNom, a.quand))
            .toList();
    return new Page<>(
        lignes,
        em.createQuery("select count(a)" + ou, Long.class)
            .setParameter("participant", participant)
            .getSingleResult(),
        page.page(),
        page.taille());
  }

  /** Les fiches supprimées, la dernière d'abord. */
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  @Transactional
  public Page<SuppressionView> suppressions(Pagination page) {
    var ou =
        " from ActeSurFiche a where a.acte = fr.maillon.participant.ActeSurFiche.Acte.SUPPRESSION";
    var lignes =
        em.createQuery("select a" + ou + " order by a.quand desc, a.id", ActeSurFiche.class)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(a -> new SuppressionView(a.participantId, a.parId, a.parNom, a.quand))
            .toList();
    return new Page<>(
        lignes,
        em.createQuery("select count(a)" + ou, Long.class).getSingleResult(),
        page.page(),
        page.taille());
  }

  private static <T> TypedQuery<T> avec(TypedQuery<T> requete, Mots mots) {
    mots.parametres().forEach(requete::setParameter);
    return requete;
  }

  /** La date d'une sous-requête arrive dans le type de JDBC, que rien ne convertit. */
  private static ParticipantView vue(Object[] l) {
    return new ParticipantView(
        (UUID) l[0],
        (String) l[1],
        (String) l[2],
        (LocalDate) l[3],
        (Sexe) l[4],
        (Niveau) l[5],
        (Boolean) l[6],
        l[7] instanceof Date date ? date.toLocalDate() : (LocalDate) l[7],
        (String) l[8],
        (Instant) l[9],
        (int) l[10]);
  }
}
