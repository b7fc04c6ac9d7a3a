package fr.maillon.decp;

import fr.maillon.regle.RegleMetier;

/**
 * Le fichier ne peut pas être lu, ou pas jusqu'au bout. Les enregistrements qui précèdent la
 * rupture ont été remis.
 *
 * <p>Codes : {@code fichier-vide}, {@code pas-decp}, {@code json-rompu}, {@code xml-rompu}, {@code
 * xml-dtd}, {@code trop-profond}, {@code champ-trop-long}, {@code encodage}, {@code
 * lecture-interrompue}.
 */
public class FichierIllisible extends RegleMetier {
  private static final long serialVersionUID = 1L;

  private final int ligne;
  private final int colonne;
  private final long enregistrementsLus;

  FichierIllisible(
      String code,
      String raison,
      int ligne,
      int colonne,
      long enregistrementsLus,
      Throwable cause) {
    super(code, raison);
    initCause(cause);
    this.ligne = ligne;
    this.colonne = colonne;
    this.enregistrementsLus = enregistrementsLus;
  }

  /** Raison en français courant, sans jargon de l'analyseur. */
  public String raison() {
    return getMessage();
  }

  /** Ligne de la rupture, à partir de 1 ; 0 si elle n'a pas de sens (fichier vide). */
  public int ligne() {
    return ligne;
  }

  /** Colonne de la rupture, à partir de 1 ; 0 si elle n'a pas de sens. */
  public int colonne() {
    return colonne;
  }

  /** Nombre d'enregistrements remis avant la rupture ; 0 quand le fichier est refusé d'emblée. */
  public long enregistrementsLus() {
    return enregistrementsLus;
  }
}
