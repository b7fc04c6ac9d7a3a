package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.isolation.Droit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** La part de la base dans le rappel de revue. Sous le périmètre du système. */
@ApplicationScoped
class Rappels {
  /** Espaces par tour ; le suivant prend la suite. */
  private static final int LOT = 200;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Courriels courriels;
  @Inject Revue revue;
  @Inject Clock horloge;

  /** Les espaces ouverts où quelqu'un attend, et qui n'ont pas eu de rappel depuis une période. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<UUID> aFaire() {
    var seuil = revue.seuil();
    return em.createQuery(
            "select distinct m.id from EspaceInvitant m join Adhesion a on a.espace = m.id where"
                + " m.etat <> 'FERME' and a.du <= :jour and (a.au is null or a.au >= :jour) and"
                + " coalesce(a.confirmeeLe, a.du) < :seuil and m.id not in :avises",
            UUID.class)
        .setParameter("jour", LocalDate.now(horloge))
        .setParameter("seuil", seuil)
        .setParameter(
            "avises", courriels.avises("revue ", seuil.atStartOfDay(horloge.getZone()).toInstant()))
        .setMaxResults(LOT)
        .getResultList();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void poser(UUID espace) {
    var connu = em.find(EspaceInvitant.class, espace);
    courriels.aLEspace(
        espace,
        Droit.ADMINISTRATEUR,
        "revue " + LocalDate.now(horloge),
        new Lettre(
            "Maillon : ces personnes sont-elles toujours des vôtres ?",
            List.of(
                "Bonjour,",
                "Dans l'espace de "
                    + connu.nom
                    + ", des personnes n'ont pas été confirmées depuis longtemps. Un accès qui ne"
                    + " sert plus est un risque : dites lesquelles sont toujours des vôtres, et"
                    + " retirez les autres.",
                "Cela prend une minute. Sans réponse de votre part, rien ne change."),
            "/m/" + connu.code + "/administration/personnes?aConfirmer=oui",
            "Voir la liste"));
  }
}
