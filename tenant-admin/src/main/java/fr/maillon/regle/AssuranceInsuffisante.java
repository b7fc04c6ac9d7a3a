package fr.maillon.regle;

import java.util.Optional;

/**
 * La personne peut faire ce geste, mais doit d'abord montrer, ou montrer de nouveau, que c'est bien
 * elle. Rien n'a été fait.
 */
public class AssuranceInsuffisante extends RegleMetier {
  private static final long serialVersionUID = 1L;

  /** Un second facteur, quel que soit son âge. */
  public static final String POUR_ENTRER = "second-facteur-requis";

  /** Un second facteur de moins de cinq minutes. */
  public static final String POUR_UN_GESTE = "confirmation-requise";

  private AssuranceInsuffisante(String code, String detail) {
    super(code, detail, false);
  }

  public static AssuranceInsuffisante pourEntrer() {
    return new AssuranceInsuffisante(
        POUR_ENTRER,
        "Ce que vous pouvez faire ici demande plus qu'un mot de passe : connectez-vous aussi avec"
            + " votre second facteur.");
  }

  public static AssuranceInsuffisante pourUnGeste() {
    return new AssuranceInsuffisante(
        POUR_UN_GESTE,
        "Ce geste demande de confirmer que c'est bien vous. Rien n'a été fait : confirmez, puis"
            + " recommencez.");
  }

  /** Reconnue dans une chaîne de causes. */
  public static Optional<AssuranceInsuffisante> dans(Throwable faute) {
    for (var t = faute; t != null && t != t.getCause(); t = t.getCause()) {
      if (t instanceof AssuranceInsuffisante a) {
        return Optional.of(a);
      }
    }
    return Optional.empty();
  }

  /** Faux : il manque un second facteur, même ancien. */
  public boolean fraiche() {
    return code().equals(POUR_UN_GESTE);
  }
}
