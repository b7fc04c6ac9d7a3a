package fr.maillon.participant;

import fr.maillon.liste.Texte;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.codec.language.bm.NameType;
import org.apache.commons.codec.language.bm.PhoneticEngine;
import org.apache.commons.codec.language.bm.RuleType;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Deux fiches parlent-elles d'une même personne ? Les noms se comparent pliés et sans séparateur («
 * de la Tour », « Delatour »), par l'écriture et par le son, dans un ordre ou dans l'autre ; les
 * dates de naissance sont égales, jour et mois échangés, ou d'un seul chiffre différentes. Une
 * ressemblance n'est qu'un avertissement : elle ne refuse personne.
 */
final class Ressemblance {
  /**
   * Mesuré sur des paires réelles de fautes de frappe : en dessous, des noms différents se
   * confondent.
   */
  private static final double ECRITURE = 0.93;

  private static final int SON_DES = 4;
  private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

  /** Chargé au premier doute : ses règles pèsent. */
  private static final class Oreille {
    static final PhoneticEngine MOTEUR = new PhoneticEngine(NameType.GENERIC, RuleType.EXACT, true);
  }

  private Ressemblance() {}

  static boolean memePersonne(String nom, String prenom, String autreNom, String autrePrenom) {
    var n = joint(nom);
    var p = joint(prenom);
    var an = joint(autreNom);
    var ap = joint(autrePrenom);
    return (n + p).equals(an + ap)
        || (p + n).equals(an + ap)
        || (proches(n, an) || memesParties(nom, autreNom)) && prenoms(p, ap)
        || proches(n, ap) && prenoms(p, an);
  }

  /** Les dates où chercher : la même, jour et mois échangés, ou un chiffre changé. */
  static Set<LocalDate> datesProches(LocalDate date) {
    var dates = new TreeSet<LocalDate>();
    dates.add(date);
    ajouter(dates, date.getYear(), date.getDayOfMonth(), date.getMonthValue());
    var chiffres =
        "%04d%02d%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    for (int i = 0; i < chiffres.length(); i++) {
      for (char c = '0'; c <= '9'; c++) {
        var autre = chiffres.substring(0, i) + c + chiffres.substring(i + 1);
        ajouter(
            dates,
            Integer.parseInt(autre.substring(0, 4)),
            Integer.parseInt(autre.substring(4, 6)),
            Integer.parseInt(autre.substring(6)));
      }
    }
    return dates;
  }

  private static void ajouter(Set<LocalDate> dates, int annee, int mois, int jour) {
    if (annee < 1900 || annee > 2100) {
      return;
    }
    try {
      dates.add(LocalDate.of(annee, mois, jour));
    } catch (DateTimeException _) {
      // un jour qui n'existe pas n'est la naissance de personne
    }
  }

  /** Un prénom composé dont on ne tape que le premier reste le même : Jean-Luc, Jean. */
  private static boolean prenoms(String un, String autre) {
    return proches(un, autre)
        || Math.min(un.length(), autre.length()) >= SON_DES
            && (un.startsWith(autre) || autre.startsWith(un));
  }

  /**
   * Un nom double, dont on n'a écrit qu'une partie ou dont une partie s'entend pareil :
   * Lefèvre-Dubois, Dubois, Lefaivre-Dubois.
   */
  private static boolean memesParties(String un, String autre) {
    var courtes = parties(un);
    var longues = parties(autre);
    if (courtes.size() > longues.size()) {
      var change = courtes;
      courtes = longues;
      longues = change;
    }
    var cherchees = longues;
    return !courtes.isEmpty()
        && courtes.stream().allMatch(c -> cherchees.stream().anyMatch(l -> proches(c, l)));
  }

  /** Une particule seule ne nomme personne. */
  private static List<String> parties(String nom) {
    return Arrays.stream(Texte.cherchable(nom).split("[^\\p{L}\\p{N}]+"))
        .filter(m -> m.length() >= SON_DES)
        .toList();
  }

  private static boolean proches(String un, String autre) {
    if (un.equals(autre)) {
      return true;
    }
    // un chiffre distingue : ce n'est plus un nom, mais un numéro
    if (un.isEmpty() || autre.isEmpty() || !chiffres(un).equals(chiffres(autre))) {
      return false;
    }
    return JARO_WINKLER.apply(un, autre) >= ECRITURE
        || JARO_WINKLER.apply(graphies(un), graphies(autre)) >= ECRITURE
        || Math.min(un.length(), autre.length()) >= SON_DES && memeSon(un, autre);
  }

  /**
   * Les façons françaises d'écrire un même son, que le moteur, qui vaut pour toutes les langues,
   * distingue : Lefaivre, Lefèvre ; Renaud, Reno.
   */
  private static String graphies(String nom) {
    return nom.replaceAll("eau|au", "o")
        .replaceAll("[ae][iy]", "e")
        .replace("ph", "f")
        .replace('y', 'i')
        .replaceAll("(.)\\1", "$1");
  }

  private static boolean memeSon(String un, String autre) {
    var sons = sons(un);
    return sons(autre).stream().anyMatch(sons::contains);
  }

  private static Set<String> sons(String nom) {
    return Arrays.stream(Oreille.MOTEUR.encode(nom).split("[|()-]"))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String chiffres(String nom) {
    return nom.replaceAll("[^0-9]", "");
  }

  private static String joint(String nom) {
    return Texte.cherchable(nom).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
