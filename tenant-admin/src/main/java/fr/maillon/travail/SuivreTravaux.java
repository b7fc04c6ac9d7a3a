package fr.maillon.travail;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Où en sont les travaux de fond de là où l'on est : un espace, l'équipe ou le centre. */
@ApplicationScoped
public class SuivreTravaux {
  private static final String ICI =
      " from LigneTravail t where t.tenantId = :tenant and t.porteur = :porteur and t.etat <>"
          + " fr.maillon.travail.EtatTravail.DEPOT";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;
  @Inject Event<MoteurDesTravaux.Pose> pose;

  /** Du plus récent au plus ancien. */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT, Titre.CENTRAL},
      geste = Geste.LIRE)
  public Page<TravailView> lister(Pagination page) {
    var perimetre = TenantScope.perimetre();
    var total =
        em.createQuery("select count(t)" + ICI, Long.class)
            .setParameter("tenant", Porteur.espace(perimetre))
            .setParameter("porteur", Porteur.de(perimetre))
            .getSingleResult();
    return new Page<>(
        em
            .createQuery("select t" + ICI + " order by t.creeLe desc, t.id", LigneTravail.class)
            .setParameter("tenant", Porteur.espace(perimetre))
            .setParameter("porteur", Porteur.de(perimetre))
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultList()
            .stream()
            .map(TravailView::de)
            .toList(),
        total,
        page.page(),
        page.taille());
  }

  /**
   * @throws Introuvable absent, ou d'ailleurs
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT, Titre.CENTRAL},
      geste = Geste.LIRE)
  public TravailView consulter(UUID id) {
    return TravailView.de(trouver(id, LockModeType.NONE));
  }

  /**
   * Demande qu'il s'arrête : au prochain lot s'il court, tout de suite s'il attend. Ce qui est fait
   * reste.
   *
   * @throws RegleMetier {@code travail-fini}
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.CENTRAL},
      geste = Geste.ECRIRE)
  public void annuler(UUID id) {
    var travail = trouver(id, LockModeType.PESSIMISTIC_WRITE);
    if (TenantScope.perimetre() instanceof Perimetre.Equipe(var titre)
        && titre != Titre.COORDINATEUR) {
      throw new Interdit("Seule la coordination arrête un travail de l'équipe.");
    }
    if (travail.etat.fini()) {
      throw new RegleMetier("travail-fini", "Ce travail est fini : il n'y a rien à arrêter.");
    }
    travail.annuler(horloge.instant());
    pose.fire(new MoteurDesTravaux.Pose());
  }

  private LigneTravail trouver(UUID id, LockModeType verrou) {
    var perimetre = TenantScope.perimetre();
    return em.createQuery("select t" + ICI + " and t.id = :id", LigneTravail.class)
        .setParameter("tenant", Porteur.espace(perimetre))
        .setParameter("porteur", Porteur.de(perimetre))
        .setParameter("id", id)
        .setLockMode(verrou)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new Introuvable("Travail"));
  }
}
