package fr.maillon.assistance;

import fr.maillon.liste.Critere;
import fr.maillon.liste.LireListe;
import java.util.regex.Pattern;

/** Ce que les listes d'un portefeuille ont en commun. */
final class Portefeuilles {
  private Portefeuilles() {}

  /** Les codes qui ne sont pas ouverts à qui lit ne montrent rien : {@link LireListe} en décide. */
  static Critere maitreOuvrage() {
    return Critere.codes(
            LireListe.CODES,
            "Maître d'ouvrage",
            Pattern.compile("(?!.{65})[a-z0-9](?:-?[a-z0-9])*+|-"),
            "Donnez le code d'adresse d'un maître d'ouvrage.",
            (_, _) -> {})
        .aussi("maitreOuvrage");
  }
}
