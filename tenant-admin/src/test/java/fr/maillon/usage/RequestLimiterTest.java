package fr.maillon.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.TropDeDemandes;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** La part d'un espace ne se prend ni sur celle d'un autre, ni par qui n'y est pas. */
class RequestLimiterTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final Identite AGENT_A = qui(11);
  private static final Identite AUTRE = qui(12);

  private final Map<UUID, Limites> siennes = new HashMap<>(Map.of(A, new Limites(30, 1, 1, 1)));
  private final RequestLimiter debit = debit();

  @Test
  void laPartPriseLaSuivanteEstRefuseeAvecSonDelai() {
    epuiser(A, "a");
    assertThatThrownBy(() -> debit.compter(AGENT_A, A, "a"))
        .isInstanceOfSatisfying(
            TropDeDemandes.class,
            e -> {
              assertThat(e.secondes()).isBetween(1L, 60L);
              assertThat(e).hasMessageContaining("réessayez dans " + e.secondes());
            });
  }

  @Test
  void unEspaceQuiAToutPrisNeGenePasLesAutres() {
    epuiser(A, "a");
    assertThatCode(() -> debit.compter(AUTRE, B, "b")).doesNotThrowAnyException();
  }

  @Test
  void quiVientDEtreServiEstCompteEtArreteAvantTouteLecture() {
    assertThat(debit.annoncer(AGENT_A, "a")).as("jamais servi").isFalse();
    debit.compter(AGENT_A, A, "a");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                assertThat(debit.annoncer(AGENT_A, "a")).isTrue();
              }
            })
        .isInstanceOf(TropDeDemandes.class);
    assertThat(debit.annoncer(AUTRE, "a"))
        .as("l'étranger va jusqu'à la porte, qui lui dira 404")
        .isFalse();
  }

  @Test
  void frapperAUnePorteSansEntrerNePrendRienALEspace() {
    debit.compter(AUTRE, A, "a");
    debit.oublier(AUTRE, "a");
    for (int i = 0; i < 1000; i++) {
      assertThat(debit.annoncer(AUTRE, "a")).isFalse();
    }
    assertThatCode(() -> debit.compter(AGENT_A, A, "a")).doesNotThrowAnyException();
  }

  @Test
  void unePlaceRendueSertAuSuivant() {
    try (var place = debit.occuper(A)) {
      assertThat(place).isNotNull();
      assertThatThrownBy(() -> debit.occuper(A)).isInstanceOf(TropDeDemandes.class);
      assertThatCode(() -> debit.occuper(B).close())
          .as("les places de B sont à B")
          .doesNotThrowAnyException();
    }
    assertThatCode(() -> debit.occuper(A).close()).doesNotThrowAnyException();
  }

  @Test
  void lEspaceSortAutantDeFichiersQueSaLimiteEtPasUnDePlus() {
    siennes.put(A, new Limites(30, 1, 2, 1));
    try (var un = debit.sortir(A);
        var deux = debit.sortir(A)) {
      assertThat(un).isNotSameAs(deux);
      assertThatThrownBy(() -> debit.sortir(A))
          .isInstanceOfSatisfying(
              TropDeDemandes.class,
              e -> {
                assertThat(e.code()).isEqualTo("sorties-simultanees");
                assertThat(e.secondes()).isPositive();
                assertThat(e).hasMessageContaining("2 fichiers");
              });
      assertThatCode(() -> debit.occuper(A).close())
          .as("ses pages se lisent toujours")
          .doesNotThrowAnyException();
      assertThatCode(() -> debit.sortir(B).close())
          .as("B sort les siens")
          .doesNotThrowAnyException();
    }
    assertThatCode(() -> debit.sortir(A).close()).doesNotThrowAnyException();
  }

  @Test
  void uneLimiteChangeeVautAussitot() {
    epuiser(A, "a");
    siennes.put(A, new Limites(600, 1, 1, 1));
    assertThatCode(() -> debit.compter(AGENT_A, A, "a")).doesNotThrowAnyException();
  }

  @Test
  void horsDUnEspaceChacunASaPart() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                debit.compter(AGENT_A);
              }
            })
        .isInstanceOf(TropDeDemandes.class);
    assertThatCode(() -> debit.compter(AUTRE)).doesNotThrowAnyException();
  }

  /** Un fichier qui arrive ne tient pas une place où l'on travaille ; et nul n'en tient toutes. */
  @Test
  void recevoirDesFichiersLaisseLesPlacesOuLOnTravaille() {
    siennes.put(A, new Limites(600, 4, 1, 1));
    try (var _ = debit.recevoir(AGENT_A, A)) {
      assertThatThrownBy(() -> debit.recevoir(AGENT_A, A))
          .as("le quart des places, par personne")
          .isInstanceOfSatisfying(
              TropDeDemandes.class, e -> assertThat(e.code()).isEqualTo("depots-simultanes"));
      try (var _ = debit.recevoir(AUTRE, A)) {
        assertThatThrownBy(() -> debit.recevoir(qui(13), A))
            .as("la moitié, en tout")
            .isInstanceOf(TropDeDemandes.class);
        for (int i = 0; i < 4; i++) {
          assertThat(debit.occuper(A)).as("les autres travaillent").isNotNull();
        }
      }
    }
    debit.recevoir(AGENT_A, A).close();
    debit.recevoir(qui(13), A).close();
  }

  private void epuiser(UUID espace, String code) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                debit.compter(AGENT_A, espace, code);
              }
            })
        .isInstanceOf(TropDeDemandes.class);
  }

  private RequestLimiter debit() {
    var debit = new RequestLimiter();
    debit.horloge = Clock.systemUTC();
    debit.limites =
        new LimitesEnVigueur() {
          @Override
          public Limites de(UUID espace) {
            return siennes.getOrDefault(espace, communes());
          }

          @Override
          public Limites communes() {
            return new Limites(600, 5, 1, 1);
          }
        };
    return debit;
  }

  private static Identite qui(long n) {
    return new Identite(new UUID(1, n), "p" + n, "P" + n, Set.of());
  }
}
