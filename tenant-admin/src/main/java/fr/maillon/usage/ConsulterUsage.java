package fr.maillon.usage;

import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Ce que l'espace prend de la plateforme, et ce qui lui est ouvert. */
@ApplicationScoped
public class ConsulterUsage {
  @Inject Stockage stockage;
  @Inject LimitesEnVigueur limites;
  @Inject TenantContext contexte;

  /**
   * @param stockageOctets place des lignes et des fichiers, sans les index, à l'instant {@code
   *     stockageMesureLe}
   * @param stockageOctetsAuPlus place ouverte à l'espace
   * @param requetesMinute demandes par minute ouvertes à l'espace, toutes personnes confondues
   */
  public record UsageView(
      long stockageOctets,
      Instant stockageMesureLe,
      long stockageOctetsAuPlus,
      int requetesMinute,
      int exportsSimultanes) {}

  @Transactional
  @LectureEspace
  public UsageView executer() {
    // une seule lecture : les limites changent pendant qu'on mesure, et la page mêlerait deux
    // décisions
    var siennes = limites.de(contexte.espace().id());
    var place = stockage.place();
    return new UsageView(
        place.octets(),
        place.mesureLe(),
        siennes.stockageOctets(),
        siennes.requetesMinute(),
        siennes.exportsSimultanes());
  }
}
