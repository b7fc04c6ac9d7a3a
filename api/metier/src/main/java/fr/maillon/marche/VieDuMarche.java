package fr.maillon.marche;

import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Ce que les autres gestes (demande, clause, heures) font à un marché : ils y laissent un fait daté
 * et le font avancer, dans leur propre transaction.
 */
@ApplicationScoped
public class VieDuMarche {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * Laisse un fait dans l'histoire du marché.
   *
   * @param code mot stable, en ASCII, par exemple {@code demande-creee}
   * @param detail phrase en français, lue par les agents du maître d'ouvrage : jamais le nom d'un
   *     participant
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void noter(UUID marche, String code, String detail) {
    em.persist(Evenement.de(marche, code, detail, contexte.identite(), horloge.instant()));
  }

  /**
   * Le dernier jour d'un lot, d'après sa notification et sa durée publiée ; null : on ne sait pas.
   */
  public static LocalDate terme(LocalDate notification, Integer dureeMois) {
    return notification == null || dureeMois == null
        ? null
        : notification.plusMonths(dureeMois).minusDays(1);
  }

  /** Fait avancer le marché jusqu'à cette étape ; ne le fait jamais reculer. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void avancer(UUID marche, EtatMarche etape) {
    var trouve = em.find(Marche.class, marche);
    if (trouve == null) {
      throw new Introuvable("Marché");
    }
    if (trouve.etat.compareTo(etape) < 0) {
      trouve.passerA(etape, horloge.instant());
    }
  }
}
