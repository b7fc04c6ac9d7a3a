package fr.maillon.saisie;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Le champ « heures » d'un corps JSON : un nombre, ou un texte que {@link Duree} lit. */
public final class DureeJson extends ValeurJson<BigDecimal> {
  private static final String CHAMP = "heures";
  private static final Pattern NOMBRE = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  @Override
  protected BigDecimal lire(String ecrit) {
    return ecrit.length() > Nombre.LONGUEUR || NOMBRE.matcher(ecrit).matches() ? Nombre.borner(CHAMP, ecrit) : Duree.lire(CHAMP, ecrit);
  }
}
