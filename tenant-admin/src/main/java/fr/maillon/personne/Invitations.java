package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Poser une invitation et son envoi, ensemble : ce que l'administrateur et le centre font pareil. */
@ApplicationScoped
class Invitations {
  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Courriels courriels;
  @Inject Relances relances;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.MANDATORY)
  public UUID poser(UUID espace, String nom, String courriel, Droit droit, boolean export, Identite par, String parTitre) {
    var adresse = Coordonnees.adresse(courriel);
    var nomNet = Coordonnees.nom(nom);
    em.createQuery("select function('app.verrouiller', :cle) from Parametre p where p.code = 'INVITATION_JOURS'").setParameter("cle", "invitation " + espace + " " + adresse).getResultList();
    if (em.createQuery("select count(i) from Invitation i where i.espace = :espace and i.courriel = :courriel and i.etat in (fr.maillon.personne.EtatInvitation.EN_ATTENTE, fr.maillon.personne.EtatInvitation.ECHEC)", Long.class)
        .setParameter("espace", espace).setParameter("courriel", adresse).getSingleResult() > 0) {
      throw new RegleMetier("deja-invitee", "courriel", "Une invitation court déjà pour " + adresse + " : relancez-la, ou annulez-la.");
    }
    var maintenant = horloge.instant();
    var invitation = new Invitation(UUID.randomUUID(), espace, adresse, nomNet, droit, export, par.id(), par.nom(), parTitre, maintenant,
        maintenant.plus(jours(), ChronoUnit.DAYS));
    em.persist(invitation);
    em.flush();
    courriels.acte(espace, NatureEnvoi.COMPTE, "compte " + invitation.id, "Préparer le compte de " + nomNet, invitation.id, null);
    return invitation.id;
  }

  /** @throws RegleMetier {@code invitation-close} quand il n'y a rien à relancer */
  @Transactional(Transactional.TxType.MANDATORY)
  public void relancer(Invitation i) {
    var expire = horloge.instant().plus(jours(), ChronoUnit.DAYS);
    if (i.etat == EtatInvitation.ECHEC) {
      i.relancer(expire);
    }
    if (relances.relancer(i.espace, i.id) == 0) {
      if (i.etat != EtatInvitation.COMPTE_PRET || !i.compteCree) {
        throw new RegleMetier("invitation-close", "Il n'y a rien à relancer : tout est parti, et la personne a déjà un compte.");
      }
      i.prolonger(expire);
      courriels.acte(i.espace, NatureEnvoi.MOT_DE_PASSE, "mot-de-passe " + i.id + " " + horloge.instant(), "Faire choisir son mot de passe à " + i.nom, i.id, i.utilisateur);
    }
  }

  /** @throws RegleMetier {@code invitation-close} quand la personne est déjà de l'espace */
  @Transactional(Transactional.TxType.MANDATORY)
  public void annuler(Invitation i) {
    if (!i.court()) {
      throw new RegleMetier("invitation-close", i.etat == EtatInvitation.ANNULEE ? "Cette invitation est déjà annulée."
          : i.nom + " est déjà de l'espace : retirez-la depuis sa fiche.");
    }
    i.annuler(horloge.instant());
    relances.annuler(i.espace, i.id);
  }

  /** Durée du lien qui sert à choisir un mot de passe, en jours. */
  long jours() {
    return em.createQuery("select p.valeur from Parametre p where p.code = 'INVITATION_JOURS' and p.du <= :jour and (p.au is null or p.au >= :jour) order by p.du desc", java.math.BigDecimal.class)
        .setParameter("jour", LocalDate.now(horloge)).setMaxResults(1).getSingleResult().longValue();
  }
}
