package fr.maillon.participant;

/** Le niveau de qualification à l'entrée, tel que l'observatoire le publie (domaine, 7). */
public enum Niveau {
  INFRA_CAP("Sans CAP"),
  CAP_BEP("CAP, BEP"),
  BAC("Bac"),
  BAC_PLUS_2("Bac + 2"),
  BAC_PLUS_3("Bac + 3 et plus"),
  INCONNU("Inconnu");

  private final String libelle;

  Niveau(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
