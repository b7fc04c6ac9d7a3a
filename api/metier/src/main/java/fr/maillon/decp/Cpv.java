package fr.maillon.decp;

import java.util.List;
import java.util.regex.Pattern;

/** Remet un code CPV en huit chiffres, comme le fait le ministère (README §9). */
final class Cpv {
  private static final Pattern EN_REGLE = Pattern.compile("\\d{8}(-\\d)?");
  private static final Pattern NON_CHIFFRE = Pattern.compile("\\D+");
  private static final Pattern CLE = Pattern.compile("-\\s*\\d\\s*$");

  private Cpv() {}

  static boolean enRegle(String ecrit) {
    return EN_REGLE.matcher(ecrit).matches();
  }

  /**
   * Huit chiffres, ou {@code null} si l'on n'en trouve pas deux. Sept chiffres : un zéro de tête
   * perdu, sinon un zéro de queue. À défaut la division, les deux premiers chiffres suivis de
   * zéros.
   */
  static String huitChiffres(String net, NomenclatureCpv nomenclature) {
    String chiffres = NON_CHIFFRE.matcher(CLE.matcher(net).replaceFirst("")).replaceAll("");
    if (chiffres.length() == 8) {
      return chiffres;
    }
    if (chiffres.length() == 7) {
      for (var essai : List.of("0" + chiffres, chiffres + "0")) {
        if (nomenclature == null || nomenclature.cle(essai).isPresent()) {
          return essai;
        }
      }
    }
    return chiffres.length() < 2 ? null : chiffres.substring(0, 2) + "000000";
  }
}
