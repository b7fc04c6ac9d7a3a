package fr.maillon.maitreouvrage;

import fr.maillon.regle.RegleMetier;
import java.util.List;
import java.util.Locale;

/**
 * Une couleur d'accent lisible : sur blanc comme sur son propre fond, au moins 4,5 pour 1 (WCAG
 * 2.2, 1.4.3 ; RGAA 3.2).
 */
public record Couleur(int rouge, int vert, int bleu) {
  /** Une couleur que l'on propose, sous son nom. */
  public record Proposee(String hexa, String nom) {}

  /** Lisibles sur blanc et sur leur fond pâle, et distinctes entre elles. */
  public static final List<Proposee> PALETTE =
      List.of(
          new Proposee("#1f5f8b", "Bleu"),
          new Proposee("#9c2f2f", "Rouge"),
          new Proposee("#7a3b69", "Prune"),
          new Proposee("#1c6b3f", "Vert"),
          new Proposee("#8a5300", "Ocre"),
          new Proposee("#3d4f9f", "Indigo"),
          new Proposee("#00696b", "Canard"),
          new Proposee("#8b3a62", "Framboise"),
          new Proposee("#5a5f1d", "Olive"),
          new Proposee("#6b4a2f", "Brun"));

  static final double SEUIL = 4.5;
  private static final Couleur BLANC = new Couleur(255, 255, 255);

  /** Les fonds de la nuit, du plus clair au plus sombre : la feuille, le papier (maillon.css). */
  static final Couleur FEUILLE_DE_NUIT = new Couleur(27, 31, 39);

  static final Couleur PAPIER_DE_NUIT = new Couleur(18, 21, 27);

  /**
   * @param hexa six chiffres hexadécimaux, avec ou sans « # »
   */
  public static Couleur lire(String hexa) {
    int valeur = Integer.parseInt(hexa.startsWith("#") ? hexa.substring(1) : hexa, 16);
    return new Couleur(valeur >> 16 & 255, valeur >> 8 & 255, valeur & 255);
  }

  /**
   * Une couleur choisie, telle qu'on la garde : {@code #1f5f8b}.
   *
   * @throws RegleMetier {@code couleur-invalide} quand ce n'en est pas une ; {@code
   *     couleur-trop-claire} quand un texte ne s'y lirait pas
   */
  public static String choisie(String texte) {
    var net = texte.strip().toLowerCase(Locale.ROOT);
    if (!net.matches("#?[0-9a-f]{6}")) {
      throw new RegleMetier(
          "couleur-invalide",
          "couleur",
          "La couleur s'écrit en six chiffres hexadécimaux, par exemple #1f5f8b.");
    }
    var couleur = lire(net);
    var lisible = couleur.lisible();
    if (!lisible.equals(couleur)) {
      throw new RegleMetier(
          "couleur-trop-claire",
          "couleur",
          "Cette couleur est trop claire pour qu'un texte s'y lise (il faut un contraste de 4,5"
              + " pour 1). Essayez "
              + lisible.hexa()
              + ", la même en plus sombre.");
    }
    return couleur.hexa();
  }

  /** Cette couleur, assombrie juste assez. */
  public Couleur lisible() {
    var c = this;
    while (c.contraste(BLANC) < SEUIL || c.contraste(c.fond()) < SEUIL) {
      c = new Couleur(c.rouge * 95 / 100, c.vert * 95 / 100, c.bleu * 95 / 100);
    }
    return c;
  }

  /** Le fond pâle de la même teinte. */
  public Couleur fond() {
    return new Couleur(pale(rouge), pale(vert), pale(bleu));
  }

  private static int pale(int canal) {
    return 255 - (255 - canal) / 10;
  }

  /**
   * Cette couleur, éclaircie juste assez pour se lire la nuit, sur la feuille et sur son fond
   * sombre ; et pour porter un texte sombre.
   */
  public Couleur deNuit() {
    var fond = fondDeNuit();
    var c = this;
    while (c.contraste(FEUILLE_DE_NUIT) < SEUIL || c.contraste(fond) < SEUIL) {
      c = new Couleur(eclairci(c.rouge), eclairci(c.vert), eclairci(c.bleu));
    }
    return c;
  }

  private static int eclairci(int canal) {
    return Math.min(255, canal + Math.max(1, (255 - canal) * 8 / 100));
  }

  /** Le fond sombre de la même teinte. */
  public Couleur fondDeNuit() {
    return new Couleur(
        sombre(rouge, FEUILLE_DE_NUIT.rouge),
        sombre(vert, FEUILLE_DE_NUIT.vert),
        sombre(bleu, FEUILLE_DE_NUIT.bleu));
  }

  private static int sombre(int canal, int feuille) {
    return (feuille * 82 + canal * 18) / 100;
  }

  public double contraste(Couleur autre) {
    double a = luminance();
    double b = autre.luminance();
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private double luminance() {
    return 0.2126 * lineaire(rouge) + 0.7152 * lineaire(vert) + 0.0722 * lineaire(bleu);
  }

  private static double lineaire(int canal) {
    double c = canal / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  public String hexa() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", rouge, vert, bleu);
  }
}
