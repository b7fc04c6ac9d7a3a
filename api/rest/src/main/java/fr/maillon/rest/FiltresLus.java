package fr.maillon.rest;

import fr.maillon.saisie.FiltreIncompris;
import fr.maillon.saisie.Jour;
import fr.maillon.saisie.Nombre;
import fr.maillon.saisie.SaisieIncomprise;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Les filtres d'une liste, lus dans l'adresse : un mot inconnu est refusé avec son champ, et non
 * pris pour une adresse absente.
 */
public final class FiltresLus {
  private FiltresLus() {}

  /** Un mot d'une énumération, sans égard aux majuscules ; null si absent. */
  public static <E extends Enum<E>> E mot(Class<E> type, String champ, String texte) {
    if (vide(texte)) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equals(texte.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new FiltreIncompris(
                    "filtre-inconnu",
                    champ,
                    "« "
                        + champ
                        + " » est l'un de : "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Enum::name)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  public static UUID identifiant(String champ, String texte) {
    try {
      return vide(texte) ? null : UUID.fromString(texte.strip());
    } catch (IllegalArgumentException e) {
      throw new FiltreIncompris(
          "filtre-inconnu", champ, "« " + champ + " » est un identifiant (UUID).");
    }
  }

  public static LocalDate jour(String champ, String texte) {
    return lire(texte, t -> Jour.lire(champ, t));
  }

  /** Un montant en euros, deux décimales au plus, positif ou nul. */
  public static BigDecimal montant(String champ, String texte) {
    var montant = lire(texte, t -> Nombre.lire(champ, t, 2));
    if (montant != null && montant.signum() < 0) {
      throw new FiltreIncompris(
          champ, "Un montant s'écrit en euros, par exemple 40000 ou 40000,50.");
    }
    return montant;
  }

  public static Integer entier(String champ, String texte, int min, int max) {
    return lire(texte, t -> Nombre.entier(champ, t, min, max));
  }

  /** Vrai ou faux ; faux si absent. */
  public static boolean oui(String champ, String texte) {
    return switch (texte == null ? "" : texte.strip().toLowerCase(Locale.ROOT)) {
      case "", "false", "non", "0" -> false;
      case "true", "oui", "1" -> true;
      default -> throw new FiltreIncompris(champ, "« " + champ + " » est true ou false.");
    };
  }

  private static <T> T lire(String texte, Function<String, T> lecture) {
    try {
      return lecture.apply(texte);
    } catch (SaisieIncomprise e) {
      throw new FiltreIncompris(e.champ(), e.getMessage());
    }
  }

  private static boolean vide(String texte) {
    return texte == null || texte.isBlank();
  }
}
