package fr.maillon.travail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Autant de travaux que de fils, et chacun lance ses pas dans le bassin qui le mène. */
@Timeout(60)
class PasEnAvanceTest {
  private final ExecutorService fils = Executors.newFixedThreadPool(2);

  @AfterEach
  void fermer() {
    fils.shutdownNow();
  }

  @Test
  void quatreTravauxQuiEcriventDansLeurPropreBassinFinissentTous() throws InterruptedException {
    var finis = new CountDownLatch(4);
    var ecrits = Collections.synchronizedList(new ArrayList<String>());
    for (int n = 0; n < 4; n++) {
      int travail = n;
      fils.execute(
          () -> {
            var avance = new PasEnAvance(fils);
            for (int p = 0; p < 50; p++) {
              int pas = p;
              sansInterruption(() -> avance.lancer(() -> ecrits.add(travail + " " + pas)));
            }
            sansInterruption(avance::attendre);
            finis.countDown();
          });
    }
    assertThat(finis.await(30, TimeUnit.SECONDS)).as("les quatre finissent").isTrue();
    for (int n = 0; n < 4; n++) {
      int travail = n;
      assertThat(ecrits.stream().filter(e -> e.startsWith(travail + " ")))
          .as("chaque pas une fois, dans l'ordre")
          .containsExactlyElementsOf(
              IntStream.range(0, 50).mapToObj(p -> travail + " " + p).toList());
    }
  }

  @Test
  void laFauteDUnPasRemonteUneFoisAQuiLAttend() throws InterruptedException {
    var avance = new PasEnAvance(fils);
    avance.lancer(
        () -> {
          throw new IllegalArgumentException("bloc refusé");
        });
    assertThatThrownBy(avance::attendre)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bloc refusé");
    avance.attendre();
    var mene = new ArrayList<String>();
    avance.lancer(() -> mene.add("suivant"));
    avance.attendre();
    assertThat(mene).hasSize(1);
  }

  private interface Attente {
    void faire() throws InterruptedException;
  }

  private static void sansInterruption(Attente attente) {
    try {
      attente.faire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
