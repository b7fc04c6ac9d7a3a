package fr.maillon.regle;

import java.time.Duration;

/**
 * L'espace, ou la personne, demande plus que sa part. Rien n'a été fait ; la même demande passera
 * plus tard.
 */
public class TropDeDemandes extends RegleMetier {
  private static final long serialVersionUID = 1L;
  private final Duration attente;

  /**
   * @param attente au bout de laquelle réessayer ; dite en secondes entières, une au moins
   */
  public TropDeDemandes(Duration attente) {
    this(
        "trop-de-demandes",
        "Cet espace demande plus que sa part en ce moment. Rien n'a été fait : réessayez dans "
            + dite(attente)
            + ".",
        attente);
  }

  /**
   * @param code propre à ce qui est limité
   */
  public TropDeDemandes(String code, String detail, Duration attente) {
    super(code, detail, false);
    this.attente = attente;
  }

  /** Valeur de l'en-tête {@code Retry-After}. */
  public long secondes() {
    return entieres(attente);
  }

  private static String dite(Duration attente) {
    var secondes = entieres(attente);
    return secondes + (secondes > 1 ? " secondes" : " seconde");
  }

  private static long entieres(Duration attente) {
    return Math.max(1, attente.plusMillis(999).toSeconds());
  }
}
