package fr.maillon.travail;

/**
 * Ce serveur ne tient plus ce travail, repris ailleurs, clos ou supprimé : il n'écrit plus rien.
 */
public final class BailPerdu extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BailPerdu(Bail bail) {
    super("travail " + bail.travail() + " repris ailleurs, ou clos", null, false, false);
  }
}
