package fr.maillon.personne;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * Ce qui tient un compte ouvert : un espace, un titre dans l'équipe, quelqu'un qui attend la
 * personne. Sous le périmètre du système, dans la transaction de l'appelant.
 */
@ApplicationScoped
public class Attaches {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /** Plus rien ne le tient : le compte peut être fermé. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean aucune(UUID personne, String courriel) {
    return compte(
                "Adhesion a where a.utilisateur = :qui and (a.au is null or a.au >= :jour)",
                personne)
            + compte(
                "TitreTenu a where a.personne = :qui and a.du <= :jour and (a.au is null or a.au >="
                    + " :jour)",
                personne)
            + attendue("Invitation", courriel)
            + attendue("InvitationEquipe", courriel)
        == 0;
  }

  private long compte(String ou, UUID personne) {
    return em.createQuery("select count(a) from " + ou, Long.class)
        .setParameter("qui", personne)
        .setParameter("jour", LocalDate.now(horloge))
        .getSingleResult();
  }

  private long attendue(String ou, String courriel) {
    return em.createQuery(
            "select count(i) from "
                + ou
                + " i where i.courriel = :courriel and i.etat ="
                + " fr.maillon.personne.EtatInvitation.EN_ATTENTE",
            Long.class)
        .setParameter("courriel", courriel.toLowerCase(Locale.ROOT))
        .getSingleResult();
  }
}
