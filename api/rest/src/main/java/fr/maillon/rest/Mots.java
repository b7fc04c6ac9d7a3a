package fr.maillon.rest;

import fr.maillon.regle.RegleMetier;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Les filtres d'une liste, lus dans l'adresse : un mot inconnu est refusé avec son champ, et non pris pour une adresse absente. */
public final class Mots {
  private Mots() {}

  /** Un mot d'une énumération, sans égard aux majuscules ; null si absent. */
  public static <E extends Enum<E>> E mot(Class<E> type, String champ, String texte) {
    if (vide(texte)) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equals(texte.strip().toUpperCase(Locale.ROOT))).findFirst()
        .orElseThrow(() -> new RegleMetier("filtre-inconnu", champ, "« " + champ + " » est l'un de : "
            + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")) + "."));
  }

  public static UUID identifiant(String champ, String texte) {
    try {
      return vide(texte) ? null : UUID.fromString(texte.strip());
    } catch (IllegalArgumentException e) {
      throw new RegleMetier("filtre-inconnu", champ, "« " + champ + " » est un identifiant (UUID).");
    }
  }

  public static LocalDate jour(String champ, String texte) {
    try {
      return vide(texte) ? null : LocalDate.parse(texte.strip());
    } catch (DateTimeParseException e) {
      throw new RegleMetier("filtre-inconnu", champ, "« " + champ + " » est une date AAAA-MM-JJ.");
    }
  }

  private static boolean vide(String texte) {
    return texte == null || texte.isBlank();
  }
}
