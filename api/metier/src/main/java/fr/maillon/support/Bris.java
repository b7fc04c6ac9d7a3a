package fr.maillon.support;

import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.usage.Cadence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * L'accès d'un bris de glace, écrit et rendu avant que la porte ne s'ouvre : le périmètre ne change
 * pas dans une transaction.
 */
@ApplicationScoped
class Bris {
  private static final Duration DUREE = Duration.ofMinutes(60);
  private static final DateTimeFormatter HEURE = DateTimeFormatter.ofPattern("HH 'h' mm");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Cadence cadence;
  @Inject Verrou verrou;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void ouvrir(String code, String motif) {
    if (motif.strip().length() < 10) {
      throw new RegleMetier(
          "motif-trop-court",
          "motif",
          "Dites en dix caractères au moins pourquoi il faut entrer sans attendre.");
    }
    var espace =
        em.createQuery("select e from EspaceNomme e where e.code = :code", EspaceNomme.class)
            .setParameter("code", code)
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Espace"));
    var moi = TenantScope.identite();
    verrou.prendre("urgence " + moi.id() + " " + espace.id);
    em.createQuery(
            "select a from AccesSupport a where a.espace = :espace and a.ouvertPar = :moi and"
                + " a.brisDeGlace = true and a.fermeLe is null and a.au > :maintenant",
            AccesSupport.class)
        .setParameter("espace", espace.id)
        .setParameter("moi", moi.id())
        .setParameter("maintenant", horloge.instant())
        .getResultStream()
        .findFirst()
        .ifPresent(
            a -> {
              throw new RegleMetier(
                  "acces-deja-ouvert",
                  "code",
                  "Vous y êtes déjà entré en urgence, jusqu'à "
                      + HEURE.format(a.au.atZone(horloge.getZone()))
                      + " : reprenez-le dans la liste des espaces.");
            });
    cadence.briser(moi, espace.id);
    em.persist(
        AccesSupport.ouvrir(
            espace.id, moi, motif, horloge.instant().truncatedTo(ChronoUnit.MICROS), DUREE, true));
  }
}
