package fr.maillon.personne;

import fr.maillon.envoi.Relances;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/**
 * Poser une invitation et son envoi, ensemble : ce que l'administrateur et le centre font pareil.
 */
@ApplicationScoped
class Invitations {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject Relances relances;
  @Inject Liens liens;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.MANDATORY)
  public UUID poser(
      UUID espace,
      String nom,
      String courriel,
      Droit droit,
      boolean export,
      Identite par,
      String parTitre) {
    var adresse = Coordonnees.adresse(courriel);
    var nomNet = Coordonnees.nom(nom);
    verrou.prendre("invitation " + espace + " " + adresse);
    if (em.createQuery(
                "select count(i) from Invitation i where i.espace = :espace and i.courriel ="
                    + " :courriel and i.etat in (fr.maillon.personne.EtatInvitation.EN_ATTENTE,"
                    + " fr.maillon.personne.EtatInvitation.ECHEC)",
                Long.class)
            .setParameter("espace", espace)
            .setParameter("courriel", adresse)
            .getSingleResult()
        > 0) {
      throw new RegleMetier(
          "deja-invitee",
          "courriel",
          "Une invitation court déjà pour " + adresse + " : relancez-la, ou annulez-la.");
    }
    var maintenant = horloge.instant();
    var invitation =
        new Invitation(
            espace,
            adresse,
            nomNet,
            droit,
            export,
            par,
            parTitre,
            maintenant,
            liens.expire(maintenant));
    em.persist(invitation);
    em.flush();
    liens.poser(invitation, espace);
    return invitation.id;
  }

  /**
   * @throws RegleMetier {@code invitation-close} quand il n'y a rien à relancer
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void relancer(Invitation i) {
    liens.relancer(i, i.espace);
  }

  /**
   * @throws RegleMetier {@code invitation-close} quand la personne est déjà de l'espace
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void annuler(Invitation i) {
    if (!i.court()) {
      throw new RegleMetier(
          "invitation-close",
          i.etat == EtatInvitation.ANNULEE
              ? "Cette invitation est déjà annulée."
              : i.nom + " est déjà de l'espace : retirez-la depuis sa fiche.");
    }
    i.annuler(horloge.instant());
    relances.annuler(i.sujet());
  }
}
