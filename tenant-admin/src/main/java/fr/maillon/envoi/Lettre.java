package fr.maillon.envoi;

import fr.maillon.liste.Francais;
import java.util.List;

/**
 * Un courriel, sans sa mise en forme : texte nu, en français.
 *
 * @param sujet une ligne, sans nom de participant
 * @param paragraphes dans l'ordre ; chacun une ou quelques phrases
 * @param lien chemin dans Maillon, depuis la racine ({@code /m/lyon/…}) ; null : sans lien
 * @param lienLibelle ce que fait le lien ; null sans lien
 */
public record Lettre(String sujet, List<String> paragraphes, String lien, String lienLibelle) {
  public Lettre {
    sujet = Francais.elider(sujet);
    paragraphes = paragraphes.stream().map(Francais::elider).toList();
    if (sujet.isBlank() || sujet.lines().count() != 1 || sujet.length() > 200) {
      throw new IllegalArgumentException("le sujet tient en une ligne : " + sujet);
    }
    if (lien != null && (!lien.startsWith("/") || lien.startsWith("//"))) {
      throw new IllegalArgumentException("le lien est un chemin de Maillon : " + lien);
    }
  }

  String corps() {
    return String.join("\n\n", paragraphes);
  }

  static Lettre de(String sujet, String corps, String lien, String lienLibelle) {
    return new Lettre(sujet, List.of(corps.split("\n\n")), lien, lienLibelle);
  }
}
