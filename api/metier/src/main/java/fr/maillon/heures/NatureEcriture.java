package fr.maillon.heures;

public enum NatureEcriture {
  VALIDATION,
  /** La différence, signée, entre ce que le registre disait et le bon total. */
  CONTRE_PASSATION
}
