package fr.maillon.liste;

import fr.maillon.saisie.FiltreIncompris;
import fr.maillon.saisie.Jour;
import fr.maillon.saisie.Nombre;
import fr.maillon.saisie.SaisieIncomprise;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Un critère d'une liste : comment l'adresse l'écrit, comment il se lit, ce qu'il demande à la
 * base. Les pages, l'API, les fichiers et les filtres gardés le lisent tous par ici.
 */
public final class Critere {
  /** Comment une page le demande. */
  public enum Forme {
    TEXTE,
    MOTS,
    ENTIER,
    MONTANT,
    JOUR,
    MOIS,
    IDENTIFIANT,
    OUI
  }

  /** Une valeur qu'il admet, quand elles se comptent. */
  public record Valeur(String ecrite, String libelle) {}

  static final int TEXTE = 200;
  private static final DateTimeFormatter MOIS =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRANCE);
  private static final Pattern UUID_ECRIT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Map<String, Boolean> OUI_NON =
      Map.of("true", true, "oui", true, "1", true, "false", false, "non", false, "0", false);

  private final String nom;
  private final String libelle;
  private final Forme forme;
  private final Function<String, ?> lecture;
  private final BiConsumer<List<?>, Condition> demande;
  private List<Valeur> valeurs = List.of();
  private Function<Object, String> dire = Object::toString;
  private Function<Object, String> ecrire = Object::toString;
  private boolean plusieurs;
  private boolean interne;
  private String sinon;
  private String indifferent;
  private String alias;
  private String refus = "filtre-inconnu";
  private String exemple;

  private Critere(
      String nom,
      String libelle,
      Forme forme,
      Function<String, ?> lecture,
      BiConsumer<List<?>, Condition> demande) {
    this.nom = nom;
    this.libelle = libelle;
    this.forme = forme;
    this.lecture = lecture;
    this.demande = demande;
  }

  /** Des mots cherchés, tous, dans l'une au moins de ces colonnes pliées. */
  public static Critere texte(String nom, String libelle, String... colonnes) {
    return texte(
        nom,
        libelle,
        (mots, condition) -> {
          condition.et(mots.condition(colonnes));
          mots.parametres().forEach(condition::avec);
        });
  }

  /** Des mots cherchés comme la liste l'entend. */
  public static Critere texte(
      String nom, String libelle, BiConsumer<MotsCherches, Condition> demande) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.TEXTE,
            texte -> {
              if (texte.length() > TEXTE) {
                throw new FiltreIncompris(
                    "recherche-trop-longue",
                    nom,
                    "La recherche tient en "
                        + TEXTE
                        + " caractères ; celle-ci en a "
                        + texte.length()
                        + ".");
              }
              return texte;
            },
            (lus, condition) -> {
              var mots = MotsCherches.de((String) lus.getFirst());
              if (!mots.vide()) {
                demande.accept(mots, condition);
              }
            });
    critere.dire = t -> "« " + t + " »";
    critere.exemple = "peinture";
    return critere;
  }

  /** Plusieurs mots d'une énumération, tenus par une colonne. */
  public static <E extends Enum<E>> Critere mots(
      String nom, String libelle, List<E> admis, Function<E, String> dire, String colonne) {
    var critere = choix(nom, libelle, admis, dire, (lus, c) -> parmi(nom, colonne, lus, c));
    critere.plusieurs = true;
    return critere;
  }

  /** Plusieurs mots, que la liste demande comme elle l'entend. */
  public static <E extends Enum<E>> Critere mots(
      String nom,
      String libelle,
      List<E> admis,
      Function<E, String> dire,
      BiConsumer<List<E>, Condition> demande) {
    var critere = choix(nom, libelle, admis, dire, demande);
    critere.plusieurs = true;
    return critere;
  }

  /** Plusieurs mots, chacun son prédicat : une ligne convient quand elle en remplit un. */
  public static <E extends Enum<E>> Critere predicats(
      String nom,
      String libelle,
      List<E> admis,
      Function<E, String> dire,
      Function<E, String> predicat) {
    var critere =
        choix(
            nom,
            libelle,
            admis,
            dire,
            (lus, c) ->
                c.et(
                    lus.stream()
                        .sorted()
                        .map(predicat)
                        .collect(Collectors.joining(") or (", "((", "))"))));
    critere.plusieurs = true;
    return critere;
  }

  /** Un seul mot, qui demande ce qu'il veut. */
  public static <E extends Enum<E>> Critere mot(
      String nom,
      String libelle,
      List<E> admis,
      Function<E, String> dire,
      BiConsumer<E, Condition> demande) {
    return choix(nom, libelle, admis, dire, (lus, c) -> demande.accept(lus.getFirst(), c));
  }

  @SuppressWarnings("unchecked")
  private static <E extends Enum<E>> Critere choix(
      String nom,
      String libelle,
      List<E> admis,
      Function<E, String> dire,
      BiConsumer<List<E>, Condition> demande) {
    var parMot = admis.stream().collect(Collectors.toMap(Enum::name, Function.<E>identity()));
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.MOTS,
            texte -> parMot.get(texte.toUpperCase(Locale.ROOT)),
            (lus, c) -> demande.accept((List<E>) lus, c));
    critere.dire = e -> dire.apply((E) e);
    critere.ecrire = e -> ((Enum<?>) e).name();
    critere.valeurs = admis.stream().map(e -> new Valeur(e.name(), dire.apply(e))).toList();
    return critere;
  }

  /** Plusieurs entiers, bornés. */
  public static Critere entiers(
      String nom,
      String libelle,
      int min,
      int max,
      Function<Integer, String> dire,
      String colonne) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.ENTIER,
            texte -> Nombre.entier(nom, texte, min, max),
            (lus, c) -> parmi(nom, colonne, lus, c));
    critere.plusieurs = true;
    critere.dire = n -> dire.apply((Integer) n);
    critere.exemple = String.valueOf(min);
    return critere;
  }

  /** Un montant, en euros, comparé à la colonne : {@code m.montant >=}. */
  public static Critere montant(
      String nom, String libelle, Function<BigDecimal, String> dire, String comparaison) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.MONTANT,
            texte -> {
              var montant = Nombre.lire(nom, texte, 2);
              if (montant.signum() < 0) {
                throw new SaisieIncomprise(nom, "Un montant ne descend pas sous zéro.");
              }
              return montant;
            },
            (lus, c) -> c.et(comparaison + " :" + nom).avec(nom, lus.getFirst()));
    critere.dire = n -> dire.apply((BigDecimal) n);
    critere.ecrire = n -> ((BigDecimal) n).toPlainString();
    critere.exemple = "40000";
    return critere;
  }

  /** Un jour, que la liste compare comme elle l'entend. */
  public static Critere jour(
      String nom,
      String libelle,
      Function<LocalDate, String> dire,
      BiConsumer<LocalDate, Condition> demande) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.JOUR,
            texte -> Jour.lire(nom, texte),
            (lus, c) -> demande.accept((LocalDate) lus.getFirst(), c));
    critere.dire = j -> dire.apply((LocalDate) j);
    critere.exemple = "2026-01-15";
    return critere;
  }

  /** Un mois, que la colonne tient par son premier jour. */
  public static Critere mois(String nom, String libelle, String colonne) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.MOIS,
            texte -> Jour.mois(nom, texte),
            (lus, c) ->
                c.et(colonne + " = :" + nom).avec(nom, ((YearMonth) lus.getFirst()).atDay(1)));
    critere.dire = m -> Francais.phrase(MOIS.format((YearMonth) m));
    critere.exemple = "2026-01";
    return critere;
  }

  /** Un identifiant, égal à la colonne. */
  public static Critere identifiant(String nom, String libelle, String colonne) {
    return identifiant(nom, libelle, (id, c) -> c.et(colonne + " = :" + nom).avec(nom, id));
  }

  public static Critere identifiant(
      String nom, String libelle, BiConsumer<UUID, Condition> demande) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.IDENTIFIANT,
            texte -> {
              if (!UUID_ECRIT.matcher(texte).matches()) {
                throw new SaisieIncomprise(nom, "« " + nom + " » est un identifiant (UUID).");
              }
              return UUID.fromString(texte);
            },
            (lus, c) -> demande.accept((UUID) lus.getFirst(), c));
    critere.dire = _ -> libelle;
    critere.exemple = new UUID(0, 0).toString();
    return critere;
  }

  /** Plusieurs textes d'une forme donnée, que la liste compare comme elle l'entend. */
  public static Critere codes(
      String nom,
      String libelle,
      Pattern forme,
      String phrase,
      BiConsumer<List<String>, Condition> demande) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.IDENTIFIANT,
            texte -> {
              if (!forme.matcher(texte).matches()) {
                throw new SaisieIncomprise(nom, phrase);
              }
              return texte;
            },
            (lus, c) -> demande.accept(lus.stream().map(String.class::cast).toList(), c));
    critere.plusieurs = true;
    return critere;
  }

  /** Vrai restreint ; faux, ou rien, laisse tout passer. */
  public static Critere oui(String nom, String libelle, String predicat) {
    return oui(nom, libelle, c -> c.et(predicat));
  }

  public static Critere oui(
      String nom, String libelle, java.util.function.Consumer<Condition> demande) {
    var critere =
        new Critere(
            nom,
            libelle,
            Forme.OUI,
            texte -> OUI_NON.get(texte.toLowerCase(Locale.ROOT)),
            (lus, c) -> {
              if (lus.contains(true)) {
                demande.accept(c);
              }
            });
    critere.valeurs = List.of(new Valeur("true", libelle));
    critere.dire = _ -> libelle;
    critere.exemple = "true";
    return critere;
  }

  private static void parmi(String nom, String colonne, List<?> lus, Condition c) {
    c.et(colonne + " in :" + nom).avec(nom, lus.stream().sorted().toList());
  }

  /** Jamais lu dans l'adresse : le chemin le porte, ou le cas d'usage. */
  public Critere interne() {
    interne = true;
    return this;
  }

  /** Ce que la liste demande tant que nul ne pose ce critère. */
  public Critere sinon(String predicat) {
    sinon = predicat;
    return this;
  }

  /** Le mot qui, écrit dans l'adresse, ne demande rien. */
  public Critere indifferent(String mot) {
    indifferent = mot;
    return this;
  }

  /** Un autre nom sous lequel l'adresse peut l'écrire. */
  public Critere aussi(String autreNom) {
    alias = autreNom;
    return this;
  }

  /** Le code de refus d'une valeur qu'il n'admet pas, tel que l'API l'a publié. */
  public Critere refus(String code) {
    refus = code;
    return this;
  }

  /** Une valeur qui convient, pour ses essais et sa documentation. */
  public Critere exemple(String texte) {
    exemple = texte;
    return this;
  }

  public String nom() {
    return nom;
  }

  /** Les noms sous lesquels l'adresse l'écrit, le sien d'abord. */
  public List<String> noms() {
    return alias == null ? List.of(nom) : List.of(nom, alias);
  }

  public String libelle() {
    return libelle;
  }

  public Forme forme() {
    return forme;
  }

  public boolean plusieurs() {
    return plusieurs;
  }

  public boolean estInterne() {
    return interne;
  }

  /** Celles qu'il admet, quand elles se comptent. */
  public List<Valeur> valeurs() {
    return valeurs;
  }

  /** Des textes qui conviennent, un au moins. */
  public List<String> exemples() {
    return valeurs.isEmpty()
        ? exemple == null ? List.of() : List.of(exemple)
        : valeurs.stream().map(Valeur::ecrite).toList();
  }

  /** Ce que dit un filtre posé. */
  public String dire(Object valeur) {
    return dire.apply(valeur);
  }

  /** Comme l'adresse l'écrit, toujours de la même façon. */
  public String ecrire(Object valeur) {
    return ecrire.apply(valeur);
  }

  /**
   * @throws FiltreIncompris le champ, la raison, ce qui est admis
   */
  Object lire(String texte, boolean page) {
    try {
      var lu = lecture.apply(texte);
      if (lu == null) {
        throw new FiltreIncompris(refus, nom, inconnu(texte, page));
      }
      return lu;
    } catch (SaisieIncomprise e) {
      throw new FiltreIncompris(refus, nom, e.getMessage());
    }
  }

  private String inconnu(String texte, boolean page) {
    var court = texte.length() > 40 ? texte.substring(0, 40) + "…" : texte;
    var admises =
        forme == Forme.OUI
            ? "true, false"
            : valeurs.stream()
                .map(page ? Valeur::libelle : Valeur::ecrite)
                .collect(Collectors.joining(", "));
    return page
        ? "« " + court + " » n'est pas un choix de ce filtre : " + admises + "."
        : "« "
            + court
            + " » n'est pas une valeur de ce filtre : « "
            + nom
            + " » est l'un de "
            + admises
            + ".";
  }

  /**
   * @param lus vide : nul ne le pose
   */
  void demander(List<?> lus, Condition condition) {
    if (!lus.isEmpty() && !lus.equals(List.of(false))) {
      demande.accept(lus, condition);
    } else if (sinon != null) {
      condition.et(sinon);
    }
  }

  static List<String> morceaux(Critere critere, List<String> textes) {
    return (critere.plusieurs
            ? textes.stream().flatMap(t -> Arrays.stream(t.split(",")))
            : textes.stream())
        .filter(t -> !t.strip().equalsIgnoreCase(critere.indifferent))
        .toList();
  }
}
