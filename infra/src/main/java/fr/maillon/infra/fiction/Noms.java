package fr.maillon.infra.fiction;

import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names made of syllables: nobody's, and no company's. */
final class Noms {
  private static final String[] PRENOMS = {
    "Alix", "Bahia", "Camille", "Dario", "Elsa", "Farid", "Gaia", "Hugo", "Inès", "Jonas", "Keira",
    "Lino", "Maya", "Nour", "Oscar", "Pia"
  };
  private static final String[] DEBUTS = {
    "Ba", "Che", "Do", "Fa", "Gri", "Jo", "La", "Mo", "Na", "Pe", "Ri", "Sa", "To", "Va"
  };
  private static final String[] MILIEUX = {"lan", "rou", "mi", "dre", "ter", "ni", "vo", "que"};
  private static final String[] FINS = {
    "sson", "ret", "lle", "din", "ville", "don", "mart", "nier", "ba", "zet"
  };
  private static final String[] METIERS = {
    "Bâtiment",
    "Peinture",
    "Espaces verts",
    "Propreté",
    "Toitures",
    "Travaux publics",
    "Recyclage",
    "Restauration",
    "Logistique"
  };

  private Noms() {}

  static String nom(RandomGenerator hasard) {
    return DEBUTS[hasard.nextInt(DEBUTS.length)]
        + MILIEUX[hasard.nextInt(MILIEUX.length)]
        + FINS[hasard.nextInt(FINS.length)];
  }

  static String prenom(RandomGenerator hasard) {
    return PRENOMS[hasard.nextInt(PRENOMS.length)];
  }

  static String entreprise(int e) {
    return METIERS[e % METIERS.length]
        + " "
        + DEBUTS[e / METIERS.length % DEBUTS.length]
        + MILIEUX[e / 7 % MILIEUX.length]
        + FINS[e / 3 % FINS.length]
        + " (fiction "
        + (e + 1)
        + ")";
  }

  /**
   * What a search compares with, as app.cherchable folds it; our texts hold no other ligature and
   * no curly sign.
   */
  static String cherchable(String texte) {
    return Normalizer.normalize(texte, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace("œ", "oe")
        .replace('-', ' ')
        .toLowerCase(Locale.ROOT);
  }
}
