package fr.maillon.decp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lit les champs d'un objet brut et nettoie leur valeur. Ce qui ne se lit pas devient {@code null}
 * et laisse un avertissement.
 */
final class Champs {
  /** Le ministère écarte lui-même les montants supérieurs (README §9). */
  static final BigDecimal MONTANT_MAX = new BigDecimal("3000000000");

  private static final LocalDate DATE_MIN = LocalDate.of(1980, 1, 1);
  private static final LocalDate DATE_MAX = LocalDate.of(2079, 12, 31);
  private static final int CHIFFRES_MAX = 60;
  private static final BigDecimal DUREE_MAX = new BigDecimal(1200);
  private static final Pattern NOMBRE =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,2})?");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Pattern INSTANT =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt"
              + " ](\\d\\d):?(\\d\\d)(?::?\\d\\d(?:[.,]\\d+)?)?\\s*([Zz]|[+-]\\d\\d(?::?\\d\\d)?)");
  private static final Set<String> MARQUEURS = Set.of("MQ", "CDL", "NC", "INX");
  private static final List<DateTimeFormatter> AUTRES_DATES =
      List.of(
          DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT),
          DateTimeFormatter.ofPattern("uuuu/M/d", Locale.ROOT),
          DateTimeFormatter.ofPattern("d-M-uuuu", Locale.ROOT),
          DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT),
          DateTimeFormatter.ofPattern("MMMM, d uuuu HH:mm:ss", Locale.ENGLISH));

  private final Map<String, Object> objet;
  private final String chemin;
  private final Constat constat;

  Champs(Map<String, Object> objet, String chemin, Constat constat) {
    this.objet = objet;
    this.chemin = chemin;
    this.constat = constat;
  }

  /** La valeur brute ; une clé à l'espace près est admise (« "nom " »). */
  Object brut(String nom) {
    Object valeur = objet.get(nom);
    if (valeur == null && !objet.containsKey(nom)) {
      for (var champ : objet.entrySet()) {
        if (champ.getKey().length() > nom.length() && champ.getKey().strip().equals(nom)) {
          return champ.getValue();
        }
      }
    }
    return valeur;
  }

  /**
   * Vrai si le fichier en dit quelque chose : un champ vide, ou une enveloppe vide, ne dit rien.
   */
  boolean renseigne(String nom) {
    return !Noeud.vide(brut(nom));
  }

  /**
   * Le premier des deux que le fichier renseigne : des outils publient les deux colonnes, dont une
   * vide.
   */
  String renseigne(String nom, String autre) {
    return renseigne(nom) || !renseigne(autre) ? nom : autre;
  }

  /** Le texte brut, ou {@code null} si ce n'est ni un texte ni un nombre. */
  String ecrit(String nom) {
    return ecrit(brut(nom));
  }

  static String ecrit(Object valeur) {
    return switch (valeur) {
      case String texte -> texte;
      // un exposant au-delà des chiffres écrits reste écrit : les zéros qu'il ajouterait, personne
      // ne les a donnés
      case BigDecimal nombre ->
          nombre.scale() < 0 || trop(nombre) ? nombre.toString() : nombre.toPlainString();
      case null, default -> null;
    };
  }

  String chemin(String nom) {
    return chemin.isEmpty() ? nom : chemin + "." + nom;
  }

  Champs dans(String nom) {
    return new Champs(Noeud.objet(brut(nom)), chemin(nom), constat);
  }

  String texte(String nom) {
    String net = Texte.nettoyer(ecrit(nom));
    return net == null || !marqueur(nom, net) ? net : null;
  }

  /** Texte sans recherche de marqueur : « NC » est aussi le code de la Nouvelle-Calédonie. */
  String texteLibre(String nom) {
    return Texte.nettoyer(ecrit(nom));
  }

  /** Vrai pour les mots que la consolidation met à la place d'une donnée (README §6). */
  static boolean estMarqueur(String net) {
    return MARQUEURS.contains(net) || net.startsWith("INX ");
  }

  private boolean marqueur(String nom, String net) {
    if (estMarqueur(net)) {
      constat.relever(Defaut.MARQUEUR, chemin(nom), net);
      return true;
    }
    return false;
  }

  /**
   * La valeur d'une liste fermée, ou le texte nettoyé s'il n'y figure pas, avec l'avertissement
   * donné.
   */
  String choix(String nom, Liste liste, Defaut horsListe) {
    String ecrit = ecrit(nom);
    String net = texte(nom);
    if (net == null) {
      return null;
    }
    if (!liste.contient(ecrit)) {
      constat.relever(horsListe, chemin(nom), ecrit);
    }
    String valeur = liste.reconnaitre(net);
    return valeur == null ? net : valeur;
  }

  /**
   * Le nombre tel qu'écrit, même en texte ; {@code null} s'il manque ou ne se lit pas. Ne relève
   * rien.
   */
  BigDecimal nombre(String nom) {
    return nombre(brut(nom));
  }

  static BigDecimal nombre(Object valeur) {
    if (valeur instanceof BigDecimal nombre) {
      return trop(nombre) ? null : nombre;
    }
    if (!(valeur instanceof String texte) || texte.length() > CHIFFRES_MAX) {
      return null;
    }
    var net = new StringBuilder(texte.length());
    for (int i = 0; i < texte.length(); i++) {
      char c = texte.charAt(i);
      if (!Texte.blanc(c) && c != '€') {
        net.append(c == ',' ? '.' : c);
      }
    }
    return NOMBRE.matcher(net).matches() ? new BigDecimal(net.toString()) : null;
  }

  /** Un exposant démesuré ferait d'une addition un calcul de plusieurs gigaoctets. */
  private static boolean trop(BigDecimal nombre) {
    return nombre.precision() > CHIFFRES_MAX || Math.abs((long) nombre.scale()) > CHIFFRES_MAX;
  }

  /** Un montant en euros HT, plausible et positif, ou {@code null}. */
  BigDecimal montant(String nom) {
    Object brut = brut(nom);
    if (absent(nom, brut)) {
      return null;
    }
    BigDecimal montant = nombre(brut);
    if (montant == null) {
      constat.relever(Defaut.MONTANT_ILLISIBLE, chemin(nom), brut);
      return null;
    }
    if (montant.signum() < 0) {
      constat.relever(Defaut.MONTANT_NEGATIF, chemin(nom), brut);
      return null;
    }
    if (montant.compareTo(MONTANT_MAX) >= 0) {
      constat.relever(Defaut.MONTANT_INVRAISEMBLABLE, chemin(nom), brut);
      return null;
    }
    return montant;
  }

  /** Une part entre 0 et 1, ou {@code null}. */
  BigDecimal taux(String nom) {
    Object brut = brut(nom);
    if (absent(nom, brut)) {
      return null;
    }
    BigDecimal taux = nombre(brut);
    if (taux == null || taux.signum() < 0 || taux.compareTo(BigDecimal.ONE) > 0) {
      constat.relever(Defaut.NOMBRE_ILLISIBLE, chemin(nom), brut);
      return null;
    }
    return taux;
  }

  Integer entier(String nom) {
    Object brut = brut(nom);
    if (absent(nom, brut)) {
      return null;
    }
    BigDecimal nombre = nombre(brut);
    if (nombre == null || nombre.abs().compareTo(new BigDecimal(1_000_000_000)) > 0) {
      constat.relever(Defaut.NOMBRE_ILLISIBLE, chemin(nom), brut);
      return null;
    }
    return nombre.setScale(0, RoundingMode.CEILING).intValueExact();
  }

  /**
   * Une durée en mois entiers, arrondie au supérieur comme le demande le format ; {@code null} sous
   * un mois.
   */
  Integer duree(String nom) {
    Object brut = brut(nom);
    if (absent(nom, brut)) {
      return null;
    }
    BigDecimal mois = nombre(brut);
    if (mois == null) {
      constat.relever(Defaut.NOMBRE_ILLISIBLE, chemin(nom), brut);
      return null;
    }
    if (mois.compareTo(BigDecimal.ONE) < 0) {
      constat.relever(Defaut.DUREE_INFERIEURE, chemin(nom), brut);
      return null;
    }
    if (mois.compareTo(DUREE_MAX) > 0) {
      constat.relever(Defaut.DUREE_INVRAISEMBLABLE, chemin(nom), brut);
      return null;
    }
    return mois.setScale(0, RoundingMode.CEILING).intValueExact();
  }

  Boolean booleen(String nom) {
    Object brut = brut(nom);
    if (brut instanceof Boolean valeur) {
      return valeur;
    }
    if (absent(nom, brut)) {
      return null;
    }
    String net = ecrit(brut) == null ? "" : Texte.plier(ecrit(brut));
    return switch (net) {
      case "oui", "true", "1", "vrai" -> Boolean.TRUE;
      case "non", "false", "0", "faux" -> Boolean.FALSE;
      default -> {
        constat.relever(Defaut.BOOLEEN_ILLISIBLE, chemin(nom), brut);
        yield null;
      }
    };
  }

  /**
   * Une date plausible (1980-2079), ou {@code null}. Un instant est le jour qu'il est à Paris ; un
   * jour avec son seul fuseau reste ce jour.
   */
  LocalDate date(String nom) {
    String net = texte(nom);
    if (net == null) {
      return null;
    }
    LocalDate date = lire(net);
    if (date == null) {
      constat.relever(Defaut.DATE_ILLISIBLE, chemin(nom), net);
      return null;
    }
    if (date.isBefore(DATE_MIN) || date.isAfter(DATE_MAX)) {
      constat.relever(Defaut.DATE_INVRAISEMBLABLE, chemin(nom), net);
      return null;
    }
    return date;
  }

  /** Vrai si le texte est exactement AAAA-MM-JJ. */
  static boolean iso(String texte) {
    if (texte.length() != 10) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      char c = texte.charAt(i);
      if (i == 4 || i == 7 ? c != '-' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private static LocalDate lire(String net) {
    if (net.length() > 10) {
      var instant = INSTANT.matcher(net);
      if (instant.matches()) {
        return aParis(instant);
      }
    }
    if (net.length() >= 10 && iso(net.substring(0, 10))) {
      return analyser(net.substring(0, 10), DateTimeFormatter.ISO_LOCAL_DATE);
    }
    for (var forme : AUTRES_DATES) {
      LocalDate date = analyser(net, forme);
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  private static LocalDate aParis(Matcher instant) {
    try {
      var decalage =
          instant.group(4).equalsIgnoreCase("Z")
              ? ZoneOffset.UTC
              : ZoneOffset.of(instant.group(4).replaceFirst("^([+-]\\d\\d)(\\d\\d)$", "$1:$2"));
      var heure =
          LocalTime.of(Integer.parseInt(instant.group(2)), Integer.parseInt(instant.group(3)));
      return LocalDate.parse(instant.group(1))
          .atTime(heure)
          .atOffset(decalage)
          .atZoneSameInstant(PARIS)
          .toLocalDate();
    } catch (DateTimeException e) {
      return analyser(instant.group(1), DateTimeFormatter.ISO_LOCAL_DATE);
    }
  }

  private static LocalDate analyser(String texte, DateTimeFormatter forme) {
    try {
      return LocalDate.parse(texte, forme);
    } catch (DateTimeException e) {
      // Une forme parmi plusieurs : l'échec est la réponse, l'appelant essaie la suivante ou
      // avertit.
      return null;
    }
  }

  private boolean absent(String nom, Object brut) {
    if (brut == null) {
      return true;
    }
    if (!(brut instanceof String texte)) {
      return false;
    }
    String net = Texte.nettoyer(texte);
    return net == null || marqueur(nom, net);
  }
}
