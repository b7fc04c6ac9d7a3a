package fr.maillon.travail;

/** Le travail s'arrête entre deux lots : le serveur s'arrête, ou quelqu'un l'a annulé. */
public final class Interruption extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Interruption(String pourquoi) {
    super(pourquoi, null, false, false);
  }
}
