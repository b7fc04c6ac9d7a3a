package fr.maillon.saisie;

import fr.maillon.regle.RegleMetier;

/**
 * Un filtre, un tri ou un rang de page que l'adresse écrit mal : la liste ne se montre pas comme
 * s'il n'était pas là.
 */
public class FiltreIncompris extends RegleMetier {
  private static final long serialVersionUID = 1L;

  public FiltreIncompris(String champ, String phrase) {
    this("filtre-inconnu", champ, phrase);
  }

  public FiltreIncompris(String code, String champ, String phrase) {
    super(code, champ, phrase);
  }
}
