package fr.maillon.web.commun;

import fr.maillon.liste.Francais;
import fr.maillon.maitreouvrage.TypeEspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Les nombres et les dates comme on les écrit ici. Une valeur absente s'écrit « – ». Fonctions
 * {@code m:} des pages.
 */
public final class Formats {
  private static final String ABSENT = "–";

  /** Avant l'unité. */
  private static final char INSECABLE = '\u00a0';

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Map<String, String> TYPES =
      Arrays.stream(TypeEspace.values())
          .collect(Collectors.toUnmodifiableMap(TypeEspace::name, TypeEspace::libelle));

  private static final ConcurrentHashMap<String, DateTimeFormatter> JOURS =
      new ConcurrentHashMap<>();

  private Formats() {}

  /** {@code 1 043 218}. */
  public static String nombre(Number n) {
    return n == null ? ABSENT : Francais.nombre("#,##0", n);
  }

  /** {@code 1 180,3} : un nombre au dixième. */
  public static String decimal(BigDecimal n) {
    return n == null ? ABSENT : Francais.nombre("#,##0.#", n);
  }

  /** {@code 1 820}, {@code 35,25} : tel qu'il a été donné, sans arrondi. */
  public static String valeur(BigDecimal n) {
    return n == null ? ABSENT : Francais.nombre("#,##0.####", n);
  }

  /** {@code 1 043 218,25 h} ; sans décimales quand l'heure est ronde : {@code 233 h}. */
  public static String heures(BigDecimal h) {
    return h == null ? ABSENT : Francais.heures(h);
  }

  /** {@code 87,4 %} : la valeur est déjà en pour cent. */
  public static String pourcent(BigDecimal p) {
    return p == null ? ABSENT : Francais.nombre("#,##0.#", p) + INSECABLE + "%";
  }

  /** Une part de 0 à 1 : {@code 0,05} s'écrit {@code 5 %}. */
  public static String part(BigDecimal p) {
    return p == null ? ABSENT : Francais.nombre("#,##0.##", p.movePointRight(2)) + INSECABLE + "%";
  }

  /**
   * {@code moins de 1 ko}, {@code 340 ko}, {@code 2,5 Mo}, {@code 2 000 Mo} : de mille en mille.
   */
  public static String octets(long n) {
    if (n < 1_000) {
      return n == 0 ? "0" + INSECABLE + "ko" : "moins de 1" + INSECABLE + "ko";
    }
    return n < 1_000_000
        ? nombre(n / 1_000) + INSECABLE + "ko"
        : decimal(BigDecimal.valueOf(n).movePointLeft(6)) + INSECABLE + "Mo";
  }

  /** {@code 1 234 567,89 €}. */
  public static String euros(BigDecimal m) {
    return m == null ? ABSENT : Francais.euros(m);
  }

  /** Arrondi pour une ligne de liste : {@code 1,5 M€ HT}, {@code 430 k€ HT}, {@code 950 € HT}. */
  public static String montant(BigDecimal m) {
    if (m == null) {
      return ABSENT;
    }
    var abs = m.abs();
    if (abs.compareTo(BigDecimal.valueOf(999_500)) >= 0) {
      return Francais.nombre("#,##0.#", m.movePointLeft(6).setScale(1, RoundingMode.HALF_UP))
          + INSECABLE
          + "M€"
          + INSECABLE
          + "HT";
    }
    if (abs.compareTo(BigDecimal.valueOf(10_000)) >= 0) {
      return Francais.nombre("#,##0", m.movePointLeft(3)) + INSECABLE + "k€" + INSECABLE + "HT";
    }
    return Francais.nombre("#,##0", m) + INSECABLE + "€" + INSECABLE + "HT";
  }

  /** {@code 3 févr. 2026}. */
  public static String date(TemporalAccessor d) {
    return d == null ? ABSENT : jour(d, "d MMM uuuu");
  }

  /** {@code 3 février 2026}. */
  public static String dateLongue(TemporalAccessor d) {
    return d == null ? ABSENT : jour(d, "d MMMM uuuu");
  }

  /** {@code 24 nov.}, pour une échéance de l'année. */
  public static String jourMois(TemporalAccessor d) {
    return d == null ? ABSENT : jour(d, "d MMM");
  }

  /** {@code 22 nov. 2026 à 09:41}, heure de Paris. */
  public static String moment(TemporalAccessor t) {
    return t == null ? ABSENT : jour(t, "d MMM uuuu 'à' HH:mm");
  }

  /** {@code février 2026}. */
  public static String mois(YearMonth m) {
    return m == null ? ABSENT : jour(m, "MMMM uuuu");
  }

  private static String jour(TemporalAccessor t, String motif) {
    var local =
        t instanceof Instant i
            ? i.atZone(PARIS)
            : t instanceof java.time.OffsetDateTime o ? o.atZoneSameInstant(PARIS) : t;
    // Le premier du mois s'écrit « 1er ».
    var texte =
        JOURS
            .computeIfAbsent(motif, m -> DateTimeFormatter.ofPattern(m, Locale.FRANCE))
            .format(local);
    return motif.startsWith("d ") && texte.startsWith("1 ") ? "1er" + texte.substring(1) : texte;
  }

  /** {@code d'octobre}, {@code de mars} : « de » devant un nom. */
  public static String de(String nom) {
    return Francais.elider("de " + nom);
  }

  /**
   * Le mot quand il y en a un, l'autre quand il y en a zéro ou plusieurs : {@code 1 lot}, {@code 3
   * lots}.
   */
  public static String compte(long n, String un, String plusieurs) {
    return nombre(n) + INSECABLE + (Math.abs(n) < 2 ? un : plusieurs);
  }

  /** La même, majuscule en tête. */
  public static String phrase(String texte) {
    return Francais.phrase(texte);
  }

  /** Le nom d'un type de maître d'ouvrage. */
  public static String typeMo(String code) {
    return code == null ? ABSENT : TYPES.getOrDefault(code, code);
  }

  /** Les types de maître d'ouvrage, par leur nom. */
  public static java.util.List<Map.Entry<String, String>> typesMo() {
    return TYPES.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(java.text.Collator.getInstance(Locale.FRANCE)))
        .toList();
  }

  /** L'icône d'un type de maître d'ouvrage ; un bâtiment pour qui n'en a pas à lui. */
  public static String iconeMo(String code) {
    return code == null || code.equals("AUTRE_PUBLIC") || !TYPES.containsKey(code)
        ? "batiment"
        : "mo-" + code.toLowerCase(Locale.ROOT);
  }

  /** Jours d'ici à une date : négatif quand elle est passée. */
  public static long joursAvant(LocalDate date) {
    return java.time.temporal.ChronoUnit.DAYS.between(LocalDate.now(Clock.system(PARIS)), date);
  }
}
