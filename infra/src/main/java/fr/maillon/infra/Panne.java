package fr.maillon.infra;

/**
 * What stops the launcher, said to its user in French: first line the fact and its remedy, then the
 * end of a log if there is one.
 */
public final class Panne extends RuntimeException {
  public Panne(String message) {
    super(message);
  }

  public Panne(String message, Throwable cause) {
    super(message, cause);
  }
}
