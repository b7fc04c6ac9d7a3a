package fr.maillon.saisie;

import fr.maillon.regle.RegleMetier;

/**
 * Une valeur écrite n'a pas de sens là où elle est : elle est refusée avec son champ, jamais
 * devinée ni laissée de côté.
 */
public class SaisieIncomprise extends RegleMetier {
  private static final long serialVersionUID = 1L;

  public SaisieIncomprise(String champ, String phrase) {
    super("saisie-incomprise", champ, phrase);
  }
}
