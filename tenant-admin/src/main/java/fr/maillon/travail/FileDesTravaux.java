package fr.maillon.travail;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Pose un travail dans la transaction du geste qui le cause : si elle est annulée, rien ne se fait
 * ; si elle tient, il se fera. Le porteur est le périmètre où l'on est.
 */
@ApplicationScoped
public class FileDesTravaux {
  /**
   * @param id le sien, et celui de ce qu'il mène
   * @param cle ce qu'il vise : deux travaux vivants d'un même porteur et d'une même nature n'ont
   *     pas la même
   * @param objet une phrase courte, pour la liste
   * @param reserve lui seul le voit, et les siens n'en voient rien
   */
  public record Demande(UUID id, String nature, String cle, String objet, boolean reserve) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;
  @Inject Event<MoteurDesTravaux.Pose> reveil;

  /**
   * Faux : un travail vivant a déjà cette clé.
   *
   * @param prochaine pas avant
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean demander(Demande demande, Instant prochaine) {
    var pose = ecrireIci(demande, EtatTravail.A_FAIRE, prochaine, null);
    reveil.fire(new MoteurDesTravaux.Pose());
    return pose;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public boolean demander(Demande demande) {
    return demander(demande, horloge.instant());
  }

  /**
   * Ce que le système mène pour qui que ce soit, et que celui-ci ne verra pas. La base n'admet d'un
   * autre que le système que les natures qu'elle connaît.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void confier(Demande demande) {
    var maintenant = horloge.instant();
    var seul =
        ecrire(
            demande,
            new Perimetre.Systeme(),
            Portees.MACHINE,
            EtatTravail.A_FAIRE,
            maintenant,
            null);
    if (!seul) {
      throw new IllegalStateException("déjà confié : " + demande);
    }
    reveil.fire(new MoteurDesTravaux.Pose());
  }

  /** Un travail dont le contenu arrive, et qu'on oubliera s'il n'est pas {@link #lancer lancé}. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void deposer(Demande demande, Instant expireLe) {
    if (!ecrireIci(demande, EtatTravail.DEPOT, horloge.instant(), expireLe)) {
      throw new IllegalStateException("déjà déposé : " + demande);
    }
  }

  private boolean ecrireIci(Demande d, EtatTravail etat, Instant prochaine, Instant expireLe) {
    return ecrire(d, TenantScope.perimetre(), TenantScope.identite(), etat, prochaine, expireLe);
  }

  private boolean ecrire(
      Demande d,
      Perimetre perimetre,
      Identite qui,
      EtatTravail etat,
      Instant prochaine,
      Instant expireLe) {
    return em.createNativeQuery(
                "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet,"
                    + " auteur_id, auteur_nom, reserve_a, etat, prochaine, cree_le, expire_le)"
                    + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(?9 as uuid), ?10, ?11, ?12,"
                    + " cast(?13 as timestamptz)) on conflict do nothing")
            .setParameter(1, Porteur.espace(perimetre))
            .setParameter(2, d.id())
            .setParameter(3, Porteur.de(perimetre).name())
            .setParameter(4, d.nature())
            .setParameter(5, d.cle())
            .setParameter(6, d.objet())
            .setParameter(7, qui.id())
            .setParameter(8, qui.nom())
            .setParameter(9, d.reserve() ? qui.id().toString() : null)
            .setParameter(10, etat.name())
            .setParameter(11, Registre.quand(prochaine))
            .setParameter(12, Registre.quand(horloge.instant()))
            .setParameter(13, expireLe == null ? null : expireLe.toString())
            .executeUpdate()
        == 1;
  }

  /** Un travail déposé, échoué ou annulé part, au nom de qui le demande ici. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void lancer(UUID id) {
    var qui = TenantScope.identite();
    ligne(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> new Introuvable("Travail"))
        .lancer(qui.id(), qui.nom(), horloge.instant());
    reveil.fire(new MoteurDesTravaux.Pose());
  }

  /** Comme {@link #lancer} ; ou, s'il a fait son temps, comme {@link #demander}. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void relancer(Demande demande) {
    if (ligne(demande.id(), LockModeType.NONE).isPresent()) {
      lancer(demande.id());
    } else {
      demander(demande);
    }
  }

  /** Le travail part avec son contenu ; mené en ce moment, il n'écrira plus rien. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void supprimer(UUID id) {
    em.createQuery("delete from LigneTravail t where t.tenantId = :tenant and t.id = :id")
        .setParameter("tenant", Porteur.espace(TenantScope.perimetre()))
        .setParameter("id", id)
        .executeUpdate();
  }

  /**
   * Le garde-fou de tout ce qu'un travail écrit : dans la transaction du lot ; tard, si elle est
   * longue. Nul ne prend le travail avant qu'elle soit finie.
   *
   * @throws BailPerdu un autre serveur l'a repris, ou il est clos : rien de ce lot n'est écrit
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void tenir(Bail bail) {
    exiger(bail);
  }

  /** Comme {@link #tenir}, et le travail est fait : la fin et ce qu'elle écrit vont ensemble. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void finir(Bail bail, Instant expireLe) {
    var ligne = exiger(bail);
    ligne.clore(EtatTravail.FAIT, null, horloge.instant(), LigneTravail.MEMOIRE);
    if (expireLe != null) {
      ligne.expirer(expireLe);
    }
  }

  /** Comme {@link #finir}, avec ce que décrit son contenu. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void donner(Bail bail, long lignes, long octets, String empreinte, Instant expireLe) {
    exiger(bail).donner(lignes, octets, empreinte);
    finir(bail, expireLe);
  }

  /** Comme {@link #finir}, mais il n'a pas pu se faire, et le refaire n'y changerait rien. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void echouer(Bail bail, String phrase) {
    exiger(bail).clore(EtatTravail.ECHEC, phrase, horloge.instant(), LigneTravail.MEMOIRE);
  }

  private LigneTravail exiger(Bail bail) {
    return em.createQuery(
            "select t from LigneTravail t where t.tenantId = :tenant and t.id = :id and t.jeton ="
                + " :jeton and t.etat = fr.maillon.travail.EtatTravail.EN_COURS",
            LigneTravail.class)
        .setParameter("tenant", bail.tenantId())
        .setParameter("id", bail.travail())
        .setParameter("jeton", bail.jeton())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new BailPerdu(bail));
  }

  /** Où en est ce travail ; vide : il n'est plus, ou d'ailleurs. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<TravailView> trouver(UUID id) {
    return ligne(id, LockModeType.NONE).map(TravailView::de);
  }

  /** Ceux d'une nature, là où l'on est, du plus récent au plus ancien ; cinquante au plus. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<TravailView> lister(String nature) {
    return em
        .createQuery(
            "select t from LigneTravail t where t.tenantId = :tenant and t.nature = :nature order"
                + " by t.creeLe desc, t.id",
            LigneTravail.class)
        .setParameter("tenant", Porteur.espace(TenantScope.perimetre()))
        .setParameter("nature", nature)
        .setMaxResults(50)
        .getResultList()
        .stream()
        .map(TravailView::de)
        .toList();
  }

  private Optional<LigneTravail> ligne(UUID id, LockModeType verrou) {
    return em.createQuery(
            "select t from LigneTravail t where t.tenantId = :tenant and t.id = :id",
            LigneTravail.class)
        .setParameter("tenant", Porteur.espace(TenantScope.perimetre()))
        .setParameter("id", id)
        .setLockMode(verrou)
        .getResultStream()
        .findFirst();
  }
}
