package fr.maillon.assistance;

/** Ce qu'un texte fait dans l'échange. */
public enum NatureMessage {
  QUESTION, REPONSE, CONCLUSION, ANNULATION
}
