package fr.maillon.infra;

import java.io.PrintStream;
import java.util.Locale;

/** One line per step, with its seconds: what the person in front of the terminal waits for. */
public final class Progress {
  /** A step of the start; returns what is to be said of it. */
  @FunctionalInterface
  interface Step {
    String run() throws Exception;
  }

  private final PrintStream out;
  private final long start = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  void step(String nom, Step step) throws Exception {
    var begin = System.nanoTime();
    var said = step.run();
    say(String.format(Locale.FRENCH, "%-14s %s (%.1f s)", nom, said, seconds(begin)));
  }

  public void say(String text) {
    out.println(String.format(Locale.FRENCH, "[%5.1f s] ", seconds(start)) + text);
  }

  double elapsed() {
    return seconds(start);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
