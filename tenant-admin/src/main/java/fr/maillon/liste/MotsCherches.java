package fr.maillon.liste;

import fr.maillon.saisie.Signes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Les mots d'une recherche, pliés : une ligne convient quand elle les porte tous, dans n'importe
 * quel ordre. La seule façon de chercher un texte.
 */
public final class MotsCherches {
  private static final int AU_PLUS = 10;

  /** « n°12 » s'écrit aussi « n° 12 » : ce sont deux mots, que l'espace y soit ou non. */
  private static final Pattern NUMERO = Pattern.compile("(?<![\\p{L}\\p{N}])([Nn][°ºo])(?=\\d)");

  private final List<String> mots;

  private MotsCherches(List<String> mots) {
    this.mots = mots;
  }

  /** Un mot s'arrête aux espaces : ce qu'un trait d'union lie ({@code 2026-041}) se cherche lié. */
  public static MotsCherches de(String texte) {
    return texte == null
        ? new MotsCherches(List.of())
        : new MotsCherches(
            Arrays.stream(NUMERO.matcher(Signes.espaces(texte)).replaceAll("$1 ").split(" "))
                .map(Texte::cherchable)
                .filter(m -> !m.isBlank())
                .limit(AU_PLUS)
                .toList());
  }

  /** Rien à chercher : tout convient. */
  public boolean vide() {
    return mots.isEmpty();
  }

  /** Le motif de tous, dans leur ordre. */
  public String motif() {
    return Texte.contient(String.join(" ", mots));
  }

  /** Bout à bout : un numéro s'écrit souvent par groupes. */
  public String colles() {
    return String.join("", mots);
  }

  /** Le texte, plié ou non, les porte-t-il tous ? */
  public boolean dans(String texte) {
    var plie = Texte.cherchable(texte);
    return mots.stream().allMatch(plie::contains);
  }

  /**
   * En JPQL : chaque mot est dans l'une au moins de ces colonnes, déjà pliées. À ne demander que
   * s'il y en a.
   */
  public String condition(String... colonnes) {
    return IntStream.range(0, mots.size())
        .mapToObj(
            i ->
                Arrays.stream(colonnes)
                    .map(c -> c + " like :mot" + i + " escape '\\'")
                    .collect(Collectors.joining(" or ", "(", ")")))
        .collect(Collectors.joining(" and "));
  }

  /** Ce que {@link #condition} attend. */
  public Map<String, Object> parametres() {
    var parametres = new TreeMap<String, Object>();
    IntStream.range(0, mots.size())
        .forEach(i -> parametres.put("mot" + i, Texte.contient(mots.get(i))));
    return parametres;
  }

  /** Le motif de chacun, pour qui écrit son SQL. */
  public List<String> motifs() {
    return mots.stream().map(Texte::contient).toList();
  }
}
