package fr.maillon.decp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * La nomenclature en vigueur : 9 454 codes, règlement (CE) n° 213/2008. La clé d'un code est la
 * somme de ses chiffres aux poids 3, 7, 1 répétés, modulo 10 ; 532 codes de la révision de 2008 en
 * ont une autre, que la liste donne. Cette règle n'est pas dans le règlement : elle a été retrouvée
 * sur la liste, et un test la vérifie sur chaque code.
 */
public final class CpvDe2008 implements NomenclatureCpv {
  private static final String LISTE = "cpv-2008.txt";
  private static final int[] POIDS = {3, 7, 1, 3, 7, 1, 3, 7};
  private static final CpvDe2008 UNIQUE = new CpvDe2008(lire());

  private final Map<String, Integer> cles;

  private CpvDe2008(Map<String, Integer> cles) {
    this.cles = cles;
  }

  public static NomenclatureCpv nomenclature() {
    return UNIQUE;
  }

  @Override
  public OptionalInt cle(String huitChiffres) {
    var cle = cles.get(huitChiffres);
    return cle == null ? OptionalInt.empty() : OptionalInt.of(cle);
  }

  Map<String, Integer> cles() {
    return cles;
  }

  private static Map<String, Integer> lire() {
    var cles = new HashMap<String, Integer>(20_000);
    try (var flux = CpvDe2008.class.getResourceAsStream(LISTE);
        var lignes = new BufferedReader(new InputStreamReader(flux, StandardCharsets.UTF_8))) {
      lignes
          .lines()
          .filter(l -> !l.startsWith("#"))
          .forEach(
              l ->
                  cles.put(l.substring(0, 8), l.length() > 8 ? l.charAt(9) - '0' : cleCalculee(l)));
    } catch (IOException e) {
      throw new IllegalStateException("nomenclature CPV illisible", e);
    }
    return Map.copyOf(cles);
  }

  private static int cleCalculee(String code) {
    int somme = 0;
    for (int i = 0; i < POIDS.length; i++) {
      somme += (code.charAt(i) - '0') * POIDS[i];
    }
    return somme % 10;
  }
}
