package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.tache.Reveil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'administrateur tient les personnes de son espace. Un droit changé ou retiré vaut dès la demande
 * suivante. Un espace garde toujours un administrateur : le dernier ne peut ni partir ni descendre,
 * lui-même compris.
 */
@ApplicationScoped
public class TenirPersonnes {
  /**
   * @param version celle qui a été lue
   */
  @Schema(name = "TenirPersonnes")
  public record Command(
      @NotNull(message = "Choisissez un droit : lecteur, acheteur, référent ou administrateur.")
          Droit droit,
      boolean export,
      @NotNull(message = "Donnez la version que vous avez lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject ListerPersonnes personnes;
  @Inject Courriels courriels;
  @Inject Revue revue;
  @Inject Relances relances;
  @Inject Event<Reveil> reveil;
  @Inject Clock horloge;

  /**
   * @throws RegleMetier {@code dernier-administrateur}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER, sensible = Sensible.DROITS)
  public PersonneView changer(UUID personne, @NotNull @Valid Command c) {
    var adhesion = lire(personne, c.version());
    if (adhesion.droit == Droit.ADMINISTRATEUR && c.droit() != Droit.ADMINISTRATEUR) {
      garderUnAdministrateur(personne);
    }
    adhesion.changer(c.droit(), c.export());
    reveil.fire(new Reveil(GroupeDuSecondFacteur.NOM));
    em.flush();
    return personnes.une(personne);
  }

  /**
   * Retire la personne de l'espace ; son compte est fermé s'il n'ouvre plus rien.
   *
   * @throws RegleMetier {@code dernier-administrateur}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER, sensible = Sensible.DROITS)
  public void retirer(UUID personne, Integer version) {
    var adhesion = lire(personne, version);
    if (adhesion.droit == Droit.ADMINISTRATEUR) {
      garderUnAdministrateur(personne);
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
              relances.annuler(contexte.tenantId(), i.id);
            });
    courriels.retrait(
        contexte.tenantId(),
        "retrait " + personne + " " + horloge.instant(),
        "Fermer le compte de " + qui.nom + " s'il n'ouvre plus aucun espace",
        personne,
        qui.courriel);
  }

  /** Redit que la personne est toujours de l'espace. */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public PersonneView confirmer(UUID personne) {
    lire(personne, null).confirmer(LocalDate.now(horloge));
    em.flush();
    return personnes.une(personne);
  }

  /**
   * Redit que toutes celles qui l'attendaient sont toujours de l'espace.
   *
   * @return combien
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public int toutConfirmer() {
    var jour = LocalDate.now(horloge);
    var seuil = revue.seuil();
    var attendues =
        em.createQuery(
                "select a from Adhesion a where a.espace = :espace and a.du <= :jour and (a.au is"
                    + " null or a.au >= :jour) and coalesce(a.confirmeeLe, a.du) < :seuil",
                Adhesion.class)
            .setParameter("espace", contexte.tenantId())
            .setParameter("jour", jour)
            .setParameter("seuil", seuil)
            .getResultList();
    attendues.forEach(a -> a.confirmer(jour));
    return attendues.size();
  }

  private Adhesion lire(UUID personne, Integer version) {
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

  private void garderUnAdministrateur(UUID quiPart) {
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
