package fr.maillon.importdecp;

/**
 * Où en est un import. {@code DEPOSE} : le fichier arrive, ou attend que son aperçu soit accepté ;
 * ce n'est pas encore un import.
 */
public enum EtatImport {
  DEPOSE("À vérifier"),
  EN_COURS("En cours"),
  TERMINE("Terminé"),
  ECHEC("En échec");

  private final String libelle;

  EtatImport(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
