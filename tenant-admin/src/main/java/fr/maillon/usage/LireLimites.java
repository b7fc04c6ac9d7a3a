package fr.maillon.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Lit les limites en vigueur : celles de tous, et celles qu'un espace a de différent. Sous le
 * périmètre du système.
 */
@ApplicationScoped
class LireLimites {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  record Toutes(Limites communes, Map<UUID, Limites> propres, Rythmes rythmes) {}

  /** Combien de fois par heure, par jour, au plus. */
  record Rythmes(int invitationsHeure, int urgencesJour) {
    /** Une tâche du serveur, par où personne n'entre. */
    static final Rythmes SANS_PORTE = new Rythmes(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Toutes toutes() {
    // par une requête native : l'entité Parametre est du métier, que ce module ne connaît pas
    var valeurs = new HashMap<String, Integer>();
    for (var ligne :
        em.createNativeQuery(
                "select code, valeur from plateforme.parametre where code like 'USAGE\\_%' and du"
                    + " <= ? and (au is null or au >= ?) order by du")
            .setParameter(1, LocalDate.now(horloge))
            .setParameter(2, LocalDate.now(horloge))
            .getResultList()) {
      valeurs.put((String) ((Object[]) ligne)[0], ((Number) ((Object[]) ligne)[1]).intValue());
    }
    var communes =
        new Limites(
            exiger(valeurs, "USAGE_REQUETES_MINUTE"),
            exiger(valeurs, "USAGE_SIMULTANEES"),
            exiger(valeurs, "USAGE_EXPORTS_SIMULTANES"),
            exiger(valeurs, "USAGE_STOCKAGE_MO"));
    var propres = new HashMap<UUID, Limites>();
    em.createQuery("select l from Limite l", Limite.class)
        .getResultList()
        .forEach(l -> propres.put(l.espace, l.sur(communes)));
    return new Toutes(
        communes,
        Map.copyOf(propres),
        new Rythmes(
            exiger(valeurs, "USAGE_INVITATIONS_HEURE"), exiger(valeurs, "USAGE_URGENCES_JOUR")));
  }

  private static int exiger(Map<String, Integer> valeurs, String code) {
    var valeur = valeurs.get(code);
    if (valeur == null) {
      throw new IllegalStateException("le paramètre " + code + " n'a pas de valeur en vigueur");
    }
    return valeur;
  }
}
