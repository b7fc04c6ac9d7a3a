package fr.maillon.assistance;

/** Ce qu'un texte fait dans l'échange. */
public enum NatureMessage {
  PRISE_EN_CHARGE, AFFECTATION, QUESTION, REPONSE, CONCLUSION, ANNULATION
}
