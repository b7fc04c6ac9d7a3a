package fr.maillon.regle;

/** Absent, ou dans un espace où l'on n'est pas : la réponse est la même, et ne dit pas lequel. */
public class Introuvable extends RegleMetier {
  private static final long serialVersionUID = 1L;

  public Introuvable(String quoi) {
    super("introuvable", quoi + " : introuvable ici.");
  }
}
