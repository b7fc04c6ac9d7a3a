package fr.maillon.decp;

/**
 * Ce qu'une source annonce au lecteur : le format, puis chaque enregistrement brut, ou la rupture.
 */
interface Puits {
  /** Annoncé une fois, avant le premier enregistrement. */
  void format(FormatDecp format);

  void enregistrement(Brut brut);

  /** L'exception à lever, qui sait combien d'enregistrements ont été remis. */
  FichierIllisible rupture(String code, String raison, int ligne, int colonne, Throwable cause);

  /** L'exception à lever quand les données s'emboîtent au-delà de {@link Noeud#PROFONDEUR_MAX}. */
  default FichierIllisible tropProfond(int ligne, int colonne) {
    return rupture(
        "trop-profond",
        "Les données s'emboîtent sur plus de "
            + Noeud.PROFONDEUR_MAX
            + " niveaux : ce fichier n'est pas un fichier DECP ordinaire.",
        ligne,
        colonne,
        null);
  }
}
