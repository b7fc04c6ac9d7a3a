package fr.maillon.web.decp;

import fr.maillon.web.commun.Formats;

/**
 * Ce qui se dit quand aucune imperfection n'est relevée : un fichier rompu, ou dont un
 * enregistrement est refusé, ne se félicite pas.
 */
public record SansImperfection(String titre, String phrase) {
  static SansImperfection de(boolean rompu, long refuses, boolean miens) {
    if (rompu) {
      return new SansImperfection(
          "Lecture interrompue",
          "Le reste du fichier n'est pas lu : ce qui le précède ne dit rien de lui.");
    }
    if (refuses > 0) {
      return new SansImperfection(
          Formats.compte(refuses, "enregistrement refusé", "enregistrements refusés"),
          "Les autres n'ont aucune imperfection.");
    }
    return miens
        ? new SansImperfection(
            "Vos enregistrements sont en règle", "Aucune imperfection n'y est relevée.")
        : new SansImperfection("Aucune imperfection relevée", "Le fichier suit le format publié.");
  }
}
