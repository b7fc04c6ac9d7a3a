package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.IntSupplier;

/** Le lien qui sert à choisir un mot de passe : ce qu'il dure, et le renvoyer. Dans la transaction de l'appelant. */
@ApplicationScoped
public class Liens {
  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Courriels courriels;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.MANDATORY)
  public Duration duree() {
    return Duration.ofDays(em.createQuery("select p.valeur from Parametre p where p.code = 'INVITATION_JOURS' and p.du <= :jour and (p.au is null or p.au >= :jour) order by p.du desc", BigDecimal.class)
        .setParameter("jour", LocalDate.now(horloge)).setMaxResults(1).getSingleResult().longValue());
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public Instant expire(Instant maintenant) {
    return maintenant.plus(duree());
  }

  /**
   * Relance ce qui n'est pas parti ; si tout est parti, un nouveau lien part.
   *
   * @param espace null pour l'équipe
   * @param repartis fait repartir ses envois et dit combien
   * @throws RegleMetier {@code invitation-close} quand il n'y a rien à relancer
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void relancer(Attente i, UUID espace, IntSupplier repartis) {
    var expire = expire(horloge.instant());
    if (i.etat == EtatInvitation.ECHEC) {
      i.relancer(expire);
    }
    if (repartis.getAsInt() == 0) {
      if (i.etat != EtatInvitation.COMPTE_PRET || !i.compteCree) {
        throw new RegleMetier("invitation-close", "Il n'y a rien à relancer : tout est parti, et la personne a déjà un compte.");
      }
      i.prolonger(expire);
      courriels.acte(espace, NatureEnvoi.MOT_DE_PASSE, "mot-de-passe " + i.id + " " + horloge.instant(), "Faire choisir son mot de passe à " + i.nom, i.id, i.utilisateur);
    }
  }
}
