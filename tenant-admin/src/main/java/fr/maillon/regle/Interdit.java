package fr.maillon.regle;

/** Ce titre ne pourra jamais faire cela, quel que soit l'objet. */
public class Interdit extends RegleMetier {
  private static final long serialVersionUID = 1L;

  public Interdit(String detail) {
    super("interdit", detail);
  }
}
