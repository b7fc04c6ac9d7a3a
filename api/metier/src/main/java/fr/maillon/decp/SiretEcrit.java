package fr.maillon.decp;

import fr.maillon.maitreouvrage.Siret;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Un SIRET tel que des tableurs l'abîment : espaces, décimales, notation scientifique, zéro de tête
 * perdu.
 */
public final class SiretEcrit {
  private static final Pattern DECIMALES = Pattern.compile("(\\d{13,14})[.,]0+");
  private static final Pattern SCIENTIFIQUE = Pattern.compile("\\d(?:[.,]\\d{1,13})?[eE]\\+?1[23]");

  private SiretEcrit() {}

  /**
   * Les 14 chiffres que ce texte dit, ou {@code null}. Ce qui demande de deviner (zéro de tête,
   * notation qui a pu perdre des chiffres) n'est admis que si la clé le confirme.
   */
  public static String reparer(String ecrit) {
    var compact = sansBlanc(ecrit);
    if (compact == null) {
      return null;
    }
    if (Siret.bienForme(compact)) {
      return compact;
    }
    var decimales = DECIMALES.matcher(compact);
    if (decimales.matches()) {
      return Siret.bienForme(decimales.group(1)) ? decimales.group(1) : complet(decimales.group(1));
    }
    if (SCIENTIFIQUE.matcher(compact).matches()) {
      return complet(new BigDecimal(compact.replace(',', '.')).toBigInteger().toString());
    }
    return complet(compact);
  }

  private static String complet(String chiffres) {
    var candidat = chiffres.length() == 13 ? "0" + chiffres : chiffres;
    return Siret.valide(candidat) ? candidat : null;
  }

  static String sansBlanc(String texte) {
    if (texte == null || texte.chars().noneMatch(c -> Texte.blanc((char) c))) {
      return texte;
    }
    var net = new StringBuilder(texte.length());
    texte.chars().filter(c -> !Texte.blanc((char) c)).forEach(c -> net.append((char) c));
    return net.toString();
  }
}
