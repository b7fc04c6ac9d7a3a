package fr.maillon.liste;

/** Où se note une liste de personnes que l'on télécharge hors de tout espace. */
public interface JournalDesSorties {
  /**
   * @param phrase au passé et sans sujet
   */
  void noter(String phrase);
}
