package fr.maillon.assistance;

/** Ce qu'un texte fait dans l'échange. */
public enum NatureMessage {
  PRISE_EN_CHARGE,
  AFFECTATION,
  RENDUE,
  QUESTION,
  REPONSE,
  CONCLUSION,
  ANNULATION
}
