package fr.maillon.infra.fiction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How large a generated base is. At 3,600 spaces it is the country: 58,454 markets and, each year,
 * 75,194 contracts; a smaller number of spaces takes its proportion of both. Sizes follow Zipf's
 * law: the space of rank r weighs 1/r.
 *
 * @param espaces number of maîtres d'ouvrage
 * @param derniereAnnee the last of the years
 */
public record Taille(long graine, int espaces, int derniereAnnee, int annees) {
  public static final int ESPACES_DU_PAYS = 3_600;
  public static final int MARCHES_DU_PAYS = 58_454;
  public static final int CONTRATS_DU_PAYS = 75_194;
  public static final int ANNEES = 10;
  private static final int DERNIERE_ANNEE = 2025;

  public Taille {
    if (espaces < 1 || espaces > 50_000) {
      throw new IllegalArgumentException("de 1 à 50 000 espaces : " + espaces);
    }
  }

  /** That many spaces, with the usual seed. */
  public static Taille de(int espaces) {
    return new Taille(20_260_101L, espaces, DERNIERE_ANNEE, ANNEES);
  }

  public int premiereAnnee() {
    return derniereAnnee - annees + 1;
  }

  /** Every space has one at least. */
  public int marches() {
    return Math.max(
        espaces, (int) Math.round((double) MARCHES_DU_PAYS * espaces / ESPACES_DU_PAYS));
  }

  /** Every space has one a year at least. */
  public int contratsParAn() {
    return Math.max(
        espaces, (int) Math.round((double) CONTRATS_DU_PAYS * espaces / ESPACES_DU_PAYS));
  }

  /** Half of the spaces are larger, half are smaller. Ranks begin at 1, the largest. */
  public int rangMedian() {
    return (espaces + 1) / 2;
  }

  int personnesParAn() {
    return Math.max(1, contratsParAn() * 7 / 10);
  }

  int facilitateurs() {
    return Math.max(1, (espaces + 11) / 12);
  }

  int structures() {
    return Math.max(1, (facilitateurs() + 7) / 8);
  }

  int entreprises() {
    return Math.max(20, espaces * 5);
  }

  /**
   * The share of each rank in a total, by largest remainder: the sum is exact, and none is empty.
   */
  int[] parts(int total) {
    double somme = 0;
    for (int r = 1; r <= espaces; r++) {
      somme += 1.0 / r;
    }
    var libre = total - espaces;
    var parts = new int[espaces];
    var restes = new double[espaces];
    var donnes = 0;
    List<Integer> ordre = new ArrayList<>();
    for (int i = 0; i < espaces; i++) {
      var exacte = libre / ((i + 1) * somme);
      parts[i] = 1 + (int) exacte;
      restes[i] = exacte - (int) exacte;
      donnes += parts[i];
      ordre.add(i);
    }
    ordre.sort(Comparator.<Integer>comparingDouble(i -> -restes[i]).thenComparing(i -> i));
    for (int i = 0; i < total - donnes; i++) {
      parts[ordre.get(i)]++;
    }
    return parts;
  }

  /**
   * The same numbers on every machine and in every order of calls: each thing has its own
   * generator.
   */
  RandomGenerator hasard(String quoi, long numero) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(melange(graine ^ melange(quoi.hashCode()) ^ numero * 0x9E3779B97F4A7C15L));
  }

  java.util.UUID id(String quoi, long numero) {
    var haut = melange(graine * 31 + quoi.hashCode() + numero * 0x9E3779B97F4A7C15L);
    return uuid(haut, melange(haut ^ numero));
  }

  static java.util.UUID id(RandomGenerator hasard) {
    return uuid(hasard.nextLong(), hasard.nextLong());
  }

  private static java.util.UUID uuid(long haut, long bas) {
    return new java.util.UUID(
        haut & 0xFFFFFFFFFFFF0FFFL | 0x4000L, bas & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
  }

  /** Stafford's variant 13, as in SplittableRandom. */
  private static long melange(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
