package fr.maillon.usage;

import fr.maillon.isolation.TenantContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.Serializable;

/**
 * Une place parmi les fichiers que l'espace sort en même temps, tenue jusqu'au dernier octet : elle
 * se rend avec la demande.
 */
@RequestScoped
public class PlaceDeSortie implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject transient RequestLimiter debit;
  @Inject transient TenantContext contexte;
  private transient RequestLimiter.Passage prise;

  /**
   * À appeler avant le premier octet ; une seconde fois dans la même demande, ne prend rien de
   * plus.
   *
   * @throws fr.maillon.regle.TropDeDemandes {@code sorties-simultanees} : l'espace en sort déjà
   *     autant qu'il peut
   */
  public void prendre() {
    if (prise == null) {
      prise = debit.sortir(contexte.espace().id());
    }
  }

  @PreDestroy
  void rendre() {
    if (prise != null) {
      prise.close();
      prise = null;
    }
  }
}
