package fr.maillon.envoi;

/**
 * Un acte lointain n'a pas pu se faire. Le message est une phrase que l'administrateur de l'espace
 * lira : pas de détail technique.
 */
public class EchecDEnvoi extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean sansAppel;

  private EchecDEnvoi(String message, boolean sansAppel, Throwable cause) {
    super(message, cause);
    this.sansAppel = sansAppel;
  }

  /** Une panne : réessayer plus tard a un sens. */
  public static EchecDEnvoi panne(String message, Throwable cause) {
    return new EchecDEnvoi(message, false, cause);
  }

  /** Un refus : réessayer ne servirait à rien tant que personne n'a rien changé. */
  public static EchecDEnvoi refus(String message, Throwable cause) {
    return new EchecDEnvoi(message, true, cause);
  }

  public boolean sansAppel() {
    return sansAppel;
  }
}
