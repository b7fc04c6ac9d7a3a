package fr.maillon.liste;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Ce qu'un tableur ouvre. */
public enum FormatDeFichier {
  CSV("text/csv; charset=UTF-8"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final String type;

  FormatDeFichier(String type) {
    this.type = type;
  }

  /** Le type du contenu, tel que l'en-tête l'écrit. */
  public String type() {
    return type;
  }

  public String suffixe() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** Celui qu'un chemin demande par sa fin. */
  public static Optional<FormatDeFichier> duChemin(String chemin) {
    return Arrays.stream(values()).filter(f -> chemin.endsWith(f.suffixe())).findFirst();
  }
}
