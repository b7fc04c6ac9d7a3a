package fr.maillon.envoi;

import fr.maillon.isolation.Droit;
import fr.maillon.travail.Bail;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Ce qui est à envoyer, et ce qu'il en advient. Posé par qui que ce soit, un envoi est mené par le
 * système, chaque pas dans sa transaction, sous le bail de son travail.
 */
@ApplicationScoped
class FileDesEnvois {
  /** La seule que la base laisse confier au système par un autre. */
  static final String NATURE = "envoi";

  /** Qui se joint, et où. */
  public record Joignable(UUID id, String courriel) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject FileDesTravaux travaux;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.MANDATORY)
  public void poser(Envoi envoi) {
    em.persist(confier(envoi));
  }

  /** Repart tout de suite, s'il n'est pas clos ; un essai en route n'y touche plus. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean relancer(Envoi envoi) {
    if (!envoi.relancer(horloge.instant())) {
      return false;
    }
    confier(envoi);
    return true;
  }

  private Envoi confier(Envoi envoi) {
    var travail = UUID.randomUUID();
    travaux.confier(
        new FileDesTravaux.Demande(travail, NATURE, travail.toString(), "Envoi", false));
    return envoi.confier(travail);
  }

  /** Vide : fait, annulé, relancé depuis ou effacé ; il n'y a rien à faire. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Acte.Demande> commencer(Bail bail) {
    travaux.tenir(bail);
    var envoi = aFaire(bail.travail());
    envoi.ifPresent(Envoi::essayer);
    return envoi.map(FileDesEnvois::demande);
  }

  /**
   * Un envoi groupé devient un courriel par personne : chacun part une fois, échoue et se reprend
   * seul.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void eclater(Bail bail) {
    travaux.tenir(bail);
    aFaire(bail.travail()).ifPresent(this::eclater);
  }

  private void eclater(Envoi groupe) {
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
      poser(
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
  public void clore(Bail bail, Acte.Constat constat) {
    travaux.tenir(bail);
    aFaire(bail.travail())
        .ifPresent(
            envoi -> {
              constat.ecrire();
              envoi.faire(horloge.instant());
            });
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void remettre(UUID travail, String raison, Instant prochain) {
    aFaire(travail).ifPresent(envoi -> envoi.remettre(raison, prochain));
  }

  /** Vide : il n'y a plus rien à en dire. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Acte.Demande> echouer(UUID travail, String raison) {
    var envoi = aFaire(travail);
    envoi.ifPresent(e -> e.echouer(raison, horloge.instant()));
    return envoi.map(FileDesEnvois::demande);
  }

  private Optional<Envoi> aFaire(UUID travail) {
    return em.createQuery("select e from Envoi e where e.travail = :travail", Envoi.class)
        .setParameter("travail", travail)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .filter(Envoi::aFaire);
  }

  private static Acte.Demande demande(Envoi e) {
    return new Acte.Demande(
        e.id,
        e.espace,
        e.nature,
        e.cle,
        e.destinataire,
        e.corps == null ? null : Lettre.de(e.objet, e.corps, e.lien, e.lienLibelle),
        e.sujet(),
        e.utilisateur);
  }
}
