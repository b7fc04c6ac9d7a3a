package fr.maillon.participant;

import fr.maillon.isolation.LectureEquipe;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Lit les fiches de l'équipe. */
@ApplicationScoped
public class ConsulterParticipants {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;

  /**
   * @throws Introuvable aucune fiche de ce numéro
   */
  @LectureEquipe
  @Transactional
  public ParticipantView un(UUID id) {
    var fiche =
        lire.une(
            ListerParticipants.LISTE, ListerParticipants.LISTE.tout().avec("id", id), this::vues);
    if (fiche == null) {
      throw new Introuvable("Participant");
    }
    return fiche;
  }

  /**
   * Les décisions prises sur une personne, la dernière d'abord.
   *
   * @throws Introuvable aucune fiche de ce numéro
   */
  @LectureEquipe
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
  @LectureEquipe
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
  @LectureEquipe
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

  /** Leur éligibilité, d'une lecture pour toutes. */
  List<ParticipantView> vues(List<ListerParticipants.Lue> lues) {
    var eligibles =
        em.createQuery(
                "select new fr.maillon.participant.ListerParticipants.Eligible(e.participantId,"
                    + " max(e.dateFin)) from Eligibilite e where e.participantId in :ids and"
                    + " e.decision <> fr.maillon.participant.Decision.NON_ELIGIBLE group by"
                    + " e.participantId",
                ListerParticipants.Eligible.class)
            .setParameter("ids", lues.stream().map(ListerParticipants.Lue::id).toList())
            .getResultStream()
            .filter(e -> e.jusquAu() != null)
            .collect(
                Collectors.toMap(
                    ListerParticipants.Eligible::participant,
                    ListerParticipants.Eligible::jusquAu));
    return lues.stream()
        .map(
            l ->
                new ParticipantView(
                    l.id(),
                    l.nom(),
                    l.prenom(),
                    l.dateNaissance(),
                    l.sexe(),
                    l.niveau(),
                    l.residenceQpv(),
                    eligibles.get(l.id()),
                    l.changePar(),
                    l.changeLe(),
                    l.version()))
        .toList();
  }
}
