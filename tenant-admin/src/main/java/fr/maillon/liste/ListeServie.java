package fr.maillon.liste;

/**
 * Un cas d'usage qui sert une liste : la page, l'API et les fichiers l'appellent de la même façon.
 */
public interface ListeServie {
  Liste<?, ?> liste();

  /** Une page : une {@link Page}, ou ce qui l'enrichit. */
  Object executer(Requete requete);

  /** Toute la sélection, en fichier. */
  FichierDeListe exporter(Requete requete, FormatDeFichier format);
}
