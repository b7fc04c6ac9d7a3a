package fr.maillon.personne;

import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** L'adhésion qu'un geste change, relue ; l'espace garde un administrateur. */
@ApplicationScoped
class Adhesions {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  Adhesion lire(UUID personne, Integer version) {
    // un administrateur à la fois par espace : deux retraits croisés ne peuvent pas se manquer
    verrou.prendre("administrateurs " + contexte.tenantId());
    List<Adhesion> trouvees =
        em.createQuery(
                "select a from Adhesion a where a.espace = :espace and a.utilisateur = :personne"
                    + " and a.du <= :jour and (a.au is null or a.au >= :jour)",
                Adhesion.class)
            .setParameter("espace", contexte.tenantId())
            .setParameter("personne", personne)
            .setParameter("jour", LocalDate.now(horloge))
            .getResultList();
    var adhesion = trouvees.stream().findFirst().orElseThrow(() -> new Introuvable("Personne"));
    if (version != null && version != adhesion.version) {
      throw new VersionPerimee();
    }
    return adhesion;
  }

  void garderUnAdministrateur(UUID quiPart) {
    var restent =
        em.createQuery(
                "select count(a) from Adhesion a where a.espace = :espace and a.utilisateur <>"
                    + " :personne and a.droit = fr.maillon.isolation.Droit.ADMINISTRATEUR and a.du"
                    + " <= :jour and (a.au is null or a.au >= :jour)",
                Long.class)
            .setParameter("espace", contexte.tenantId())
            .setParameter("personne", quiPart)
            .setParameter("jour", LocalDate.now(horloge))
            .getSingleResult();
    if (restent == 0) {
      throw new RegleMetier(
          "dernier-administrateur",
          "droit",
          "Un espace garde toujours un administrateur. Donnez d'abord ce droit à quelqu'un"
              + " d'autre.");
    }
  }
}
