package fr.maillon.fichier;

import fr.maillon.regle.RegleMetier;

/** Le nom d'un fichier reçu, gardé entier : on le reconnaît à lui. */
public final class NomDeFichier {
  public static final int MAXIMUM = 255;

  private NomDeFichier() {}

  /**
   * Sans dossier ni signe de commande ; {@code defaut} quand il n'en reste rien.
   *
   * @throws RegleMetier {@code nom-de-fichier-trop-long}
   */
  public static String lire(String nom, String defaut) {
    var propre =
        nom == null
            ? ""
            : nom.replaceAll("(?s)^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
    if (propre.length() > MAXIMUM) {
      throw new RegleMetier(
          "nom-de-fichier-trop-long",
          "fichier",
          "Le nom de ce fichier compte "
              + propre.length()
              + " caractères, la limite est de "
              + MAXIMUM
              + " : renommez-le, puis déposez-le de nouveau.");
    }
    return propre.isEmpty() ? defaut : propre;
  }
}
