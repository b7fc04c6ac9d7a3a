package fr.maillon.personne;

import fr.maillon.regle.RegleMetier;
import java.util.Locale;
import java.util.regex.Pattern;

/** Le nom et l'adresse d'une personne qu'on invite, tels qu'ils seront gardés. */
public final class Coordonnees {
  /** Une adresse plausible ; seul le courrier dira si elle existe. */
  private static final Pattern ADRESSE =
      Pattern.compile(
          "(?=[a-z0-9_])[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

  private static final int NOM_MAXIMUM = 120;

  private Coordonnees() {}

  /**
   * @throws RegleMetier {@code courriel-invalide}
   */
  public static String adresse(String courriel) {
    var net = courriel == null ? "" : courriel.strip().toLowerCase(Locale.ROOT);
    if (net.length() > 254 || !ADRESSE.matcher(net).matches()) {
      throw new RegleMetier(
          "courriel-invalide",
          "courriel",
          "Donnez une adresse de courriel complète, par exemple zoe.martin@ville.example.");
    }
    return net;
  }

  /**
   * Les signes que le service des comptes refuse dans un nom le sont ici, avant que le courriel
   * parte.
   *
   * @throws RegleMetier {@code nom-invalide}
   */
  public static String nom(String nom) {
    var net = nom == null ? "" : nom.strip().replaceAll("\\s+", " ");
    if (net.length() < 2
        || net.length() > NOM_MAXIMUM
        || net.chars()
            .anyMatch(
                c ->
                    Character.isISOControl(c)
                        || "<>\"&{}[]()|\\/^`%$#@!?§,;:*~=".indexOf(c) >= 0)) {
      throw new RegleMetier(
          "nom-invalide",
          "nom",
          "Donnez le prénom et le nom de la personne, et eux seuls : des lettres, sans parenthèse"
              + " ni autre signe, en "
              + NOM_MAXIMUM
              + " caractères au plus.");
    }
    return net;
  }
}
