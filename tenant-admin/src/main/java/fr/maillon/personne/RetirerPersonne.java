package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Retire une personne de l'espace : sa prochaine demande est refusée. */
@ApplicationScoped
public class RetirerPersonne {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Courriels courriels;
  @Inject Relances relances;
  @Inject Clock horloge;
  @Inject Adhesions adhesions;

  /**
   * Retire la personne de l'espace ; son compte est fermé s'il n'ouvre plus rien.
   *
   * @throws RegleMetier {@code dernier-administrateur}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER, sensible = Sensible.DROITS)
  public void retirer(UUID personne, Integer version) {
    var adhesion = adhesions.lire(personne, version);
    if (adhesion.droit == Droit.ADMINISTRATEUR) {
      adhesions.garderUnAdministrateur(personne);
    }
    var qui = em.find(Personne.class, personne);
    em.createQuery(
            "select a from Adhesion a where a.espace = :espace and a.utilisateur = :personne",
            Adhesion.class)
        .setParameter("espace", contexte.tenantId())
        .setParameter("personne", personne)
        .getResultList()
        .forEach(em::remove);
    // son invitation n'a plus rien à dire ni à envoyer
    em.createQuery(
            "select i from Invitation i where i.espace = :espace and i.utilisateur = :personne and"
                + " i.etat = fr.maillon.personne.EtatInvitation.ACCEPTEE",
            Invitation.class)
        .setParameter("espace", contexte.tenantId())
        .setParameter("personne", personne)
        .getResultList()
        .forEach(
            i -> {
              i.annuler(horloge.instant());
              relances.annuler(i.sujet());
            });
    courriels.retrait(
        contexte.tenantId(),
        "retrait " + personne + " " + horloge.instant(),
        "Fermer le compte de " + qui.nom + " s'il n'ouvre plus aucun espace",
        personne,
        qui.courriel);
  }
}
