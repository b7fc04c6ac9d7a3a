package fr.maillon.infra.fiction;

/** Identifiers with right keys that are nobody's. */
public final class Sirets {
  private Sirets() {}

  /**
   * @param debut a range that Insee does not give out
   */
  public static String de(String debut, int numero) {
    return siret(debut + "%05d".formatted(numero));
  }

  /**
   * @param numero any number: two that differ by less than ten million give two identifiers
   */
  public static String essai(long numero) {
    return siret("9%07d".formatted(Math.floorMod(numero, 10_000_000)));
  }

  private static String siret(String debut) {
    return cle(cle(debut) + "0001");
  }

  private static String cle(String debut) {
    int somme = 0;
    for (int i = 0; i < debut.length(); i++) {
      int n = (debut.charAt(debut.length() - 1 - i) - '0') * (i % 2 == 0 ? 2 : 1);
      somme += n > 9 ? n - 9 : n;
    }
    return debut + (10 - somme % 10) % 10;
  }
}
