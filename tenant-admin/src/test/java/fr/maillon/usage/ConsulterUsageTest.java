package fr.maillon.usage;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConsulterUsageTest {
  private static final Espace ESPACE =
      new Espace(
          new UUID(0, 7),
          "essai",
          "Essai",
          "E",
          "COMMUNE",
          "#000000",
          Titre.AGENT,
          null,
          List.of(),
          false,
          Droits.agent(Droit.LECTEUR, false));
  private static final Limites AVANT = new Limites(600, 5, 2, 1_000_000);
  private static final Limites APRES = new Limites(30, 5, 1, 1);

  /**
   * Le centre décide pendant que la place se mesure : la page dit l'avant ou l'après, jamais un peu
   * des deux.
   */
  @Test
  void uneDecisionPriseAuMilieuNeSeMelePasALaPrecedente() {
    var enVigueur = new AtomicReference<>(AVANT);
    var consulter = new ConsulterUsage();
    consulter.contexte =
        new TenantContext() {
          @Override
          public Espace espace() {
            return ESPACE;
          }
        };
    consulter.limites =
        new LimitesEnVigueur() {
          @Override
          public Limites de(UUID espace) {
            return enVigueur.get();
          }
        };
    consulter.stockage =
        new Stockage() {
          @Override
          public Place place() {
            enVigueur.set(APRES);
            return new Place(7, Instant.EPOCH);
          }
        };

    assertThat(consulter.executer())
        .isEqualTo(new ConsulterUsage.UsageView(7, Instant.EPOCH, 1_000_000_000_000L, 600, 2));
    assertThat(consulter.executer())
        .isEqualTo(new ConsulterUsage.UsageView(7, Instant.EPOCH, 1_000_000, 30, 1));
  }
}
