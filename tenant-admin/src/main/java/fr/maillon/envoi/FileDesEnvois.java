package fr.maillon.envoi;

import fr.maillon.isolation.Droit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Ce que qui mène les envois lit et écrit en base, chaque pas dans sa transaction. Sous le
 * périmètre du système.
 */
@ApplicationScoped
class FileDesEnvois {
  /**
   * @param tentative celle qu'on vient de prendre : le bail est à qui la porte
   */
  record Prise(Acte.Demande demande, int tentative) {}

  /** Qui se joint, et où. */
  public record Joignable(UUID id, String courriel) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<UUID> dus(int lot) {
    return em.createQuery(
            "select e.id from Envoi e where e.etat = fr.maillon.envoi.EtatEnvoi.A_FAIRE and"
                + " e.prochainEssai <= :maintenant and (e.reserveJusquA is null or e.reserveJusquA"
                + " < :maintenant) order by e.prochainEssai, e.creeLe, e.id",
            UUID.class)
        .setParameter("maintenant", horloge.instant())
        .setMaxResults(lot)
        .getResultList();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Prise> prendre(UUID id) {
    var envoi = em.find(Envoi.class, id, LockModeType.PESSIMISTIC_WRITE);
    var maintenant = horloge.instant();
    if (envoi == null || !envoi.attend(maintenant)) {
      return Optional.empty();
    }
    envoi.reserver(maintenant);
    return Optional.of(new Prise(demande(envoi), envoi.tentatives));
  }

  /**
   * Un envoi groupé devient un courriel par personne : chacun part une fois, échoue et se reprend
   * seul.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void eclater(UUID id, int tentative) {
    var groupe = em.find(Envoi.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (groupe == null || !groupe.tenuDepuis(tentative)) {
      return;
    }
    var seuil = Droit.valueOf(groupe.destinataire);
    var maintenant = horloge.instant();
    var personnes =
        em.createQuery(
                "select distinct new fr.maillon.envoi.FileDesEnvois.Joignable(p.id, p.courriel)"
                    + " from Adhesion a join Personne p on p.id = a.utilisateur where a.espace ="
                    + " :espace and a.droit in :droits and a.du <= :jour and (a.au is null or a.au"
                    + " >= :jour) order by p.courriel",
                Joignable.class)
            .setParameter("espace", groupe.espace)
            .setParameter(
                "droits", Arrays.stream(Droit.values()).filter(d -> d.vaut(seuil)).toList())
            .setParameter("jour", LocalDate.now(horloge))
            .getResultList();
    for (var p : personnes) {
      em.persist(
          new Envoi(
                  UUID.randomUUID(),
                  groupe.espace,
                  NatureEnvoi.COURRIEL,
                  groupe.cle + " " + p.id(),
                  groupe.objet,
                  groupe.par,
                  groupe.parTitre,
                  maintenant)
              .vers(p.courriel())
              .portant(Lettre.de(groupe.objet, groupe.corps, groupe.lien, groupe.lienLibelle)));
    }
    groupe.faire(maintenant);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void clore(UUID id, int tentative, Acte.Constat constat) {
    var envoi = em.find(Envoi.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (envoi != null && envoi.tenuDepuis(tentative)) {
      constat.ecrire();
      envoi.faire(horloge.instant());
    }
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void echouer(UUID id, int tentative, String raison, boolean sansAppel, Acte acte) {
    var envoi = em.find(Envoi.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (envoi != null && envoi.tenuDepuis(tentative)) {
      envoi.echouer(raison, sansAppel, horloge.instant());
      if (envoi.etat == EtatEnvoi.ECHEC) {
        acte.renoncer(demande(envoi));
      }
    }
  }

  private static Acte.Demande demande(Envoi e) {
    return new Acte.Demande(
        e.id,
        e.espace,
        e.nature,
        e.cle,
        e.destinataire,
        e.corps == null ? null : Lettre.de(e.objet, e.corps, e.lien, e.lienLibelle),
        e.invitation(),
        e.utilisateur);
  }
}
