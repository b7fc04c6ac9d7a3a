package fr.maillon.clause;

import fr.maillon.regle.RegleMetier;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Par quel levier du code de la commande publique l'insertion entre dans le marché, et l'article
 * qui le fonde. Les numéros de l'ancien code des marchés publics (14, 15, 30, 53), encore d'usage,
 * sont compris et traduits.
 */
public enum Mecanisme {
  /** Condition d'exécution sociale liée à l'objet du marché (ancien article 14). */
  CLAUSE_EXECUTION("clause d'exécution", "L2112-2", "14"),
  /**
   * Lot réservé : handicap, insertion, ou les deux ; l'avis doit citer l'article (R2113-7, ancien
   * article 15).
   */
  LOT_RESERVE("lot réservé", null, "15"),
  /** Marché entier réservé, aux mêmes conditions. */
  MARCHE_RESERVE("marché réservé", null, "15"),
  /** Critère d'attribution social (ancien article 53) ; peut ne porter aucun nombre d'heures. */
  CRITERE("critère d'attribution", "R2152-7", "53"),
  /** Achat de services d'insertion en procédure adaptée (ancien article 30). */
  ACHAT_INSERTION("achat d'insertion", "R2123-1 3°", "30");

  /**
   * Les articles qui fondent une réservation : L2113-12 (handicap), -13 (insertion), -13-1
   * (pénitentiaire), -14 (ensemble).
   */
  private static final Set<String> RESERVATION =
      Set.of("L2113-12", "L2113-13", "L2113-13-1", "L2113-14");

  private static final Pattern ANCIEN =
      Pattern.compile("(?i)(?:art(?:icle|\\.)?\\s*)?(14|15|30|53)");
  private static final Pattern ARTICLE =
      Pattern.compile("(?i)\\b([LRD])\\.?\\s*(\\d{4}-\\d+(?:-\\d+)?)");

  private final String libelle;
  private final String article;
  private final String ancien;

  Mecanisme(String libelle, String article, String ancien) {
    this.libelle = libelle;
    this.article = article;
    this.ancien = ancien;
  }

  public String libelle() {
    return libelle;
  }

  /** L'article cité d'office ; null pour une réservation, où il faut choisir. */
  public String article() {
    return article;
  }

  public boolean reserve() {
    return article == null;
  }

  /** Le mécanisme que désignait un article de l'ancien code (14, 15, 30 ou 53). */
  public static Optional<Mecanisme> deLAncienArticle(String numero) {
    for (var mecanisme : values()) {
      if (mecanisme.ancien.equals(numero)) {
        return Optional.of(mecanisme);
      }
    }
    return Optional.empty();
  }

  /**
   * L'article à citer, écrit d'une seule façon ({@code L2113-12, L2113-13}).
   *
   * @throws RegleMetier {@code article-manquant} pour une réservation qui ne cite aucun article qui
   *     la fonde ; {@code article-etranger} quand l'article cité fonde un autre mécanisme
   */
  String citer(String cite) {
    var texte = cite == null ? "" : cite.strip();
    var alias = ANCIEN.matcher(texte);
    if (alias.matches()) {
      if (!alias.group(1).equals(ancien)) {
        throw etranger(texte);
      }
      return reserve() ? "L2113-12" : article;
    }
    var articles = articles(texte);
    if (reserve()) {
      if (articles.stream().noneMatch(RESERVATION::contains)) {
        throw new RegleMetier(
            "article-manquant",
            "article",
            "Une réservation cite dans l'avis l'article qui la fonde : L2113-12, L2113-13 ou"
                + " L2113-14 (R2113-7). Indiquez-le.");
      }
      return String.join(", ", articles);
    }
    if (articles.stream().anyMatch(RESERVATION::contains)) {
      throw etranger(texte);
    }
    return texte.isEmpty() ? article : texte;
  }

  private RegleMetier etranger(String texte) {
    return new RegleMetier(
        "article-etranger",
        "article",
        "L'article « "
            + texte
            + " » fonde un autre levier qu'"
            + (this == CLAUSE_EXECUTION ? "une " : "un ")
            + libelle
            + ". Changez le levier ou l'article.");
  }

  private static Set<String> articles(String texte) {
    var articles = new LinkedHashSet<String>();
    var trouve = ARTICLE.matcher(texte);
    while (trouve.find()) {
      articles.add(trouve.group(1).toUpperCase(Locale.ROOT) + trouve.group(2));
    }
    return articles;
  }
}
