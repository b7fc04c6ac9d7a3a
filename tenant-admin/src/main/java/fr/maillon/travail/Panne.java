package fr.maillon.travail;

/**
 * Ce que le travail attend d'ailleurs n'a pas pu se faire : un essai de plus a un sens. Le message
 * est une phrase pour qui le suit.
 */
public final class Panne extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Panne(String phrase, Throwable cause) {
    super(phrase, cause);
  }
}
