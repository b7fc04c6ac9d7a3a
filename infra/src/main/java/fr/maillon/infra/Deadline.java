package fr.maillon.infra;

import java.time.Duration;

/** A wait that ends. */
public final class Deadline {
  private static final long PAUSE_MILLIS = 50;
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  public boolean passed() {
    return System.nanoTime() - end > 0;
  }

  /**
   * @throws Panne interrupted meanwhile
   */
  public void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Panne("L'attente a été interrompue.", e);
    }
  }
}
