package fr.maillon.tache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Autant de fils que de cœurs, plus de travaux que de fils : tout finit, et le bassin sert encore.
 */
@Timeout(60)
class GuichetTest {
  private final List<Throwable> fautes = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService fils =
      Executors.newFixedThreadPool(
          2,
          travail -> {
            var fil = new Thread(travail);
            fil.setUncaughtExceptionHandler((_, faute) -> fautes.add(faute));
            return fil;
          });

  @AfterEach
  void fermer() {
    fils.shutdownNow();
  }

  /**
   * Chaque travail lance ses pas dans le bassin qui le mène : quatre pour deux fils s'y bloquaient
   * tous.
   */
  @Test
  void quatreTravauxQuiEcriventDansLeurPropreBassinFinissentTous() throws InterruptedException {
    var guichet = new Guichet(fils, 2);
    var finis = new CountDownLatch(4);
    var ecrits = Collections.synchronizedList(new ArrayList<String>());
    for (int n = 0; n < 4; n++) {
      int travail = n;
      guichet.confier(
          UUID.randomUUID(),
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
  void ceuxQuiAttendentNOccupentAucunFil() throws InterruptedException {
    var guichet = new Guichet(fils, 1);
    var retenu = new CountDownLatch(1);
    var menes = new CountDownLatch(20);
    for (int n = 0; n < 20; n++) {
      guichet.confier(
          UUID.randomUUID(),
          () -> {
            sansInterruption(retenu::await);
            menes.countDown();
          });
    }
    var sante = new CountDownLatch(1);
    fils.execute(sante::countDown);
    assertThat(sante.await(10, TimeUnit.SECONDS)).as("une demande ordinaire est servie").isTrue();
    assertThat(menes.getCount()).isEqualTo(20);
    retenu.countDown();
    assertThat(menes.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void jamaisPlusDePlacesQueDitEtUneFauteRendLaSienne() throws InterruptedException {
    var guichet = new Guichet(fils, 1);
    var ensemble = new AtomicInteger();
    var pire = new AtomicInteger();
    var finis = new CountDownLatch(10);
    for (int n = 0; n < 10; n++) {
      guichet.confier(
          UUID.randomUUID(),
          () -> {
            pire.accumulateAndGet(ensemble.incrementAndGet(), Math::max);
            ensemble.decrementAndGet();
            finis.countDown();
            throw new IllegalStateException("travail en faute");
          });
    }
    assertThat(finis.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pire).hasValue(1);
    fils.shutdown();
    assertThat(fils.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(fautes).as("la faute n'est pas avalée").hasSize(10);
  }

  @Test
  void unTravailConfieNEstPasConfieDeuxFois() {
    var executes = new ArrayList<Runnable>();
    var guichet = new Guichet(executes::add, 1);
    var id = UUID.randomUUID();
    var fois = new AtomicInteger();
    guichet.confier(id, fois::incrementAndGet);
    guichet.confier(id, fois::incrementAndGet);
    guichet.confier(UUID.randomUUID(), () -> guichet.confier(id, fois::incrementAndGet));
    assertThat(executes).as("une place, un travail parti").hasSize(1);
    for (int n = 0; n < executes.size(); n++) {
      executes.get(n).run();
    }
    assertThat(fois).as("une fois, puis une fois de plus quand il était fini").hasValue(2);
  }

  @Test
  void unBassinQuiRefuseRendLaPlace() {
    var ferme = new boolean[] {true};
    var guichet =
        new Guichet(
            travail -> {
              if (ferme[0]) {
                throw new RejectedExecutionException("arrêt");
              }
              travail.run();
            },
            1);
    var id = UUID.randomUUID();
    assertThatThrownBy(() -> guichet.confier(id, () -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    ferme[0] = false;
    var fois = new AtomicInteger();
    guichet.confier(id, fois::incrementAndGet);
    assertThat(fois).hasValue(1);
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
    var mene = new ArrayList<>(List.of());
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
