package fr.maillon.participant;

import fr.maillon.regle.RegleMetier;
import java.util.regex.Pattern;

/**
 * Le numéro de sécurité sociale n'entre jamais ici (domaine, 3, RGPD) : un texte libre qui en
 * contient un est refusé.
 */
public final class Nir {
  private static final String SEPARATEUR = "[\\s\\u00a0\\u202f._/-]*";

  /**
   * Sexe, année, mois (ou mois fictif), département, commune, ordre, puis clé : 13 ou 15 signes,
   * avec ou sans séparateurs.
   */
  private static final Pattern FORME =
      Pattern.compile(
          "(?<![0-9])"
              + String.join(
                  SEPARATEUR,
                  "[1-478]",
                  "[0-9]",
                  "[0-9]",
                  "(?:0"
                      + SEPARATEUR
                      + "[1-9]|1"
                      + SEPARATEUR
                      + "[0-2]|[2-9]"
                      + SEPARATEUR
                      + "[0-9])",
                  "[0-9]",
                  "[0-9ABab]",
                  "[0-9]",
                  "[0-9]",
                  "[0-9]",
                  "[0-9]",
                  "[0-9]",
                  "[0-9]")
              + "(?:"
              + SEPARATEUR
              + "[0-9]"
              + SEPARATEUR
              + "[0-9])?(?![0-9])");

  private Nir() {}

  /**
   * @throws RegleMetier {@code nir-refuse} ; le texte fautif n'est pas répété
   */
  public static void refuser(String champ, String texte) {
    if (ressemble(texte)) {
      throw new RegleMetier(
          "nir-refuse",
          champ,
          "Ce texte contient ce qui ressemble à un numéro de sécurité sociale. Maillon n'en garde"
              + " jamais : retirez-le.");
    }
  }

  static boolean ressemble(String texte) {
    return texte != null && FORME.matcher(texte).find();
  }
}
