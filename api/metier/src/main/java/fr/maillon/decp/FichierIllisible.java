package fr.maillon.decp;

/**
 * Le fichier ne peut pas être lu, ou pas jusqu'au bout. Les enregistrements qui précèdent la rupture ont été remis.
 *
 * <p>Codes : {@code fichier_vide}, {@code pas_decp}, {@code json_rompu}, {@code xml_rompu}, {@code xml_dtd},
 * {@code trop_profond}, {@code champ_trop_long}, {@code encodage}, {@code lecture_interrompue}.
 */
public class FichierIllisible extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int ligne;
  private final int colonne;
  private final long enregistrementsLus;

  FichierIllisible(String code, String raison, int ligne, int colonne, long enregistrementsLus, Throwable cause) {
    super(raison, cause);
    this.code = code;
    this.ligne = ligne;
    this.colonne = colonne;
    this.enregistrementsLus = enregistrementsLus;
  }

  public String code() {
    return code;
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
