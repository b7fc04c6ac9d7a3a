package fr.maillon.regle;

import java.time.Duration;

/** L'espace, ou la personne, demande plus que sa part. Rien n'a été fait ; la même demande passera plus tard. */
public class TropDeDemandes extends RegleMetier {
  private static final long serialVersionUID = 1L;
  private final long secondes;

  /** @param attente au bout de laquelle réessayer ; dite en secondes entières, une au moins */
  public TropDeDemandes(String detail, Duration attente) {
    super("trop-de-demandes", detail);
    this.secondes = Math.max(1, attente.plusMillis(999).toSeconds());
  }

  /** Valeur de l'en-tête {@code Retry-After}. */
  public long secondes() {
    return secondes;
  }
}
