package fr.maillon.consultationconsolidee;

/** Par quoi les lignes de la consolidation se distinguent. */
public enum Axe {
  TYPE_MAITRE_OUVRAGE
}
