package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.parametre.Parametres;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Le lien d'une invitation : ce qu'il dure, et le renvoyer. Dans la transaction de l'appelant. */
@ApplicationScoped
public class Liens {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Parametres parametres;
  @Inject Courriels courriels;
  @Inject Relances relances;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.MANDATORY)
  public Duration duree() {
    return Duration.ofDays(
        parametres.valeur("INVITATION_JOURS", LocalDate.now(horloge)).longValueExact());
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public Instant expire(Instant maintenant) {
    return maintenant.plus(duree());
  }

  /**
   * Fait partir un nouveau lien, et tue l'ancien ; d'une invitation acceptée, reprend seulement ce
   * qui n'a pas pu se faire.
   *
   * @param espace null pour l'équipe
   * @throws RegleMetier {@code invitation-close} quand il n'y a rien à relancer
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void relancer(Attente i, UUID espace) {
    if (!i.court()) {
      if (i.etat != EtatInvitation.ACCEPTEE || relances.relancer(i.sujet()) == 0) {
        throw new RegleMetier(
            "invitation-close",
            i.etat == EtatInvitation.ANNULEE
                ? "Cette invitation est annulée."
                : "Il n'y a rien à renvoyer : " + i.nom + " a accepté.");
      }
      return;
    }
    i.relancer(expire(horloge.instant()));
    em.flush();
    if (relances.relancer(i.sujet()) == 0) {
      poser(i, espace);
    }
  }

  /** Pose l'envoi du courriel. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void poser(Attente i, UUID espace) {
    var cle = "invitation " + i.id + " " + UUID.randomUUID();
    courriels.acte(
        espace,
        NatureEnvoi.INVITATION,
        cle,
        (i.attendu() == null ? "Écrire à " : "Écrire à la nouvelle adresse de ") + i.nom,
        i.sujet(),
        i.attendu());
  }

  /** À qui est le lien, et jusqu'à quand. */
  public static String jusquAu(Attente i) {
    return "Ce lien est pour vous seul et sert une fois, jusqu'au "
        + DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH)
            .format(i.expireLe.atZone(ZoneId.of("Europe/Paris")))
        + " : ne le transmettez pas.";
  }

  /** Ce que toute invitation dit de son lien. */
  public static String fin(Attente i) {
    return jusquAu(i)
        + " Vous choisirez un mot de passe ou, si vous avez déjà un compte dans Maillon, vous vous"
        + " connecterez. Si vous n'attendiez pas ce message, ignorez-le.";
  }
}
