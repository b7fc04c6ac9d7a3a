package fr.maillon.liste;

import java.text.Normalizer;
import java.util.Locale;

/** Le texte tel qu'on le cherche : sans accents, sans majuscules, espaces réduits. */
public final class Texte {
  private Texte() {}

  public static String cherchable(String texte) {
    return texte == null ? "" : Normalizer.normalize(texte, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ").strip();
  }

  /** Le motif d'un LIKE qui contient le texte ; les jokers du texte n'en sont pas (échappement {@code \}). */
  public static String contient(String texte) {
    return "%" + cherchable(texte).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
