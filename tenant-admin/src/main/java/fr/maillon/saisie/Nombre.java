package fr.maillon.saisie;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Un nombre écrit à la française ou non : {@code 1 043 218,25}, {@code 1043218.25}, {@code −3}.
 * Jamais d'exposant, jamais plus de {@value #ENTIERS} chiffres avant la virgule.
 */
public final class Nombre {
  static final int ENTIERS = 15;
  static final int DECIMALES = 10;

  /** Au-delà, aucun nombre n'est lu : le lire coûterait déjà. */
  static final int LONGUEUR = 40;

  private static final Pattern FORME =
      Pattern.compile(
          "[-+]?(?:[0-9]{1,"
              + ENTIERS
              + "}|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,][0-9]{1,"
              + DECIMALES
              + "})?");

  private Nombre() {}

  /**
   * @return null si le texte est vide
   * @throws SaisieIncomprise ce n'est pas un nombre, ou il est démesuré
   */
  public static BigDecimal lire(String champ, String texte) {
    return lire(champ, texte, DECIMALES);
  }

  /**
   * Le même, de tant de décimales écrites au plus : {@code 120.000} est-il cent vingt, ou cent
   * vingt mille ?
   */
  public static BigDecimal lire(String champ, String texte, int decimales) {
    if (Signes.vide(texte)) {
      return null;
    }
    if (texte.length() > LONGUEUR) {
      throw incompris(champ, decimales);
    }
    var net = sansUnite(Signes.espaces(texte).replace('\u2212', '-'));
    if (!FORME.matcher(net).matches()) {
      throw incompris(champ, decimales);
    }
    var nombre = new BigDecimal(net.replace(" ", "").replace(',', '.'));
    if (nombre.precision() - nombre.scale() > ENTIERS || nombre.scale() > decimales) {
      throw incompris(champ, decimales);
    }
    return nombre;
  }

  /** Un pourcentage en proportion : {@code 5}, {@code 5 %} donnent {@code 0,05}. */
  public static BigDecimal proportion(String champ, String texte) {
    var nombre = lire(champ, texte, 2);
    return nombre == null ? null : nombre.movePointLeft(2);
  }

  /** Un entier de bornes données ; null si le texte est vide. */
  public static Integer entier(String champ, String texte, int min, int max) {
    if (Signes.vide(texte)) {
      return null;
    }
    var net = Signes.espaces(texte).replace(" ", "");
    if (!net.matches("-?[0-9]{1,9}")
        || Integer.parseInt(net) < min
        || Integer.parseInt(net) > max) {
      throw new SaisieIncomprise(
          champ, "Écrivez un nombre entier, de " + borne(min, max) + " à " + borne(max, max) + ".");
    }
    return Integer.valueOf(net);
  }

  /** Une année s'écrit d'un trait ; toute autre borne, avec ses milliers. */
  private static String borne(int n, int max) {
    return max < 10_000
        ? String.valueOf(n)
        : NumberFormat.getIntegerInstance(Locale.FRANCE).format(n);
  }

  /**
   * Un nombre reçu tel quel (JSON, fichier), dont l'écriture peut cacher une taille sans borne :
   * {@code 1E1000000}.
   *
   * @param ecrit le nombre comme il est écrit
   * @throws SaisieIncomprise ce n'est pas un nombre, ou il est démesuré : nul calcul n'a été fait
   */
  public static BigDecimal borner(String champ, String ecrit) {
    if (ecrit.length() > LONGUEUR) {
      throw demesure(champ);
    }
    try {
      return borner(champ, new BigDecimal(ecrit));
    } catch (NumberFormatException e) {
      throw ecrit.matches("-?[0-9]+(\\.[0-9]+)?[eE][-+]?[0-9]+")
          ? demesure(champ)
          : new SaisieIncomprise(champ, "Écrivez un nombre, sans unité, par exemple 35.5.");
    }
  }

  public static BigDecimal borner(String champ, BigDecimal nombre) {
    long entiers = (long) nombre.precision() - nombre.scale();
    if (nombre.signum() != 0 && entiers > ENTIERS
        || nombre.scale() > LONGUEUR
        || nombre.scale() < -ENTIERS) {
      throw demesure(champ);
    }
    return nombre.scale() < 0 ? nombre.setScale(0, RoundingMode.UNNECESSARY) : nombre;
  }

  private static String sansUnite(String texte) {
    return texte.endsWith("€") || texte.endsWith("%")
        ? texte.substring(0, texte.length() - 1).strip()
        : texte;
  }

  private static SaisieIncomprise demesure(String champ) {
    return new SaisieIncomprise(
        champ, "Ce nombre est démesuré : " + ENTIERS + " chiffres au plus avant la virgule.");
  }

  private static SaisieIncomprise incompris(String champ, int decimales) {
    return new SaisieIncomprise(
        champ,
        decimales == 0
            ? "Écrivez un nombre entier, par exemple 35."
            : decimales == 2
                ? "Écrivez un nombre, deux décimales au plus, par exemple 35,5."
                : "Écrivez un nombre, par exemple 35,5.");
  }
}
