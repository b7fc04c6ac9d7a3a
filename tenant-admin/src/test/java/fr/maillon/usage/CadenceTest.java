package fr.maillon.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.TropDeDemandes;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CadenceTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private final Cadence cadence = cadence();

  @Test
  void unePersonneNInondePasDesBoitesDeCourrielMemeDUnEspaceALAutre() {
    cadence.inviter(qui(1), A);
    cadence.inviter(qui(1), B);
    cadence.inviter(qui(1), null);
    assertThatThrownBy(() -> cadence.inviter(qui(1), B))
        .isInstanceOfSatisfying(
            TropDeDemandes.class,
            e -> {
              assertThat(e.code()).isEqualTo("trop-d-invitations");
              assertThat(e.secondes()).isBetween(1L, 3_600L);
              assertThat(e)
                  .hasMessageContaining("n'est pas envoyée")
                  .hasMessageContaining("20 minutes");
            });
    assertThatCode(() -> cadence.inviter(qui(2), B))
        .as("un autre le peut encore")
        .doesNotThrowAnyException();
  }

  @Test
  void unEspaceNonPlusMemeParPlusieursPersonnes() {
    for (int i = 1; i <= 3; i++) {
      cadence.inviter(qui(i), A);
    }
    assertThatThrownBy(() -> cadence.inviter(qui(4), A)).isInstanceOf(TropDeDemandes.class);
    assertThatCode(() -> cadence.inviter(qui(5), B)).doesNotThrowAnyException();
  }

  @Test
  void lesUrgencesSeComptentAPart() {
    cadence.inviter(qui(1), A);
    cadence.briser(qui(1), A);
    assertThatThrownBy(() -> cadence.briser(qui(1), B))
        .isInstanceOfSatisfying(
            TropDeDemandes.class, e -> assertThat(e.code()).isEqualTo("trop-d-urgences"));
  }

  private static Cadence cadence() {
    var cadence = new Cadence();
    cadence.limites =
        new LimitesEnVigueur() {
          @Override
          public LireLimites.Rythmes rythmes() {
            return new LireLimites.Rythmes(3, 1);
          }
        };
    return cadence;
  }

  private static Identite qui(long n) {
    return new Identite(new UUID(1, n), "p" + n, "P" + n, Set.of());
  }
}
