package fr.maillon.saisie;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Le champ « heures » d'un corps JSON : un nombre, ou un texte que {@link Duree} lit. */
public class DureeJson extends ValeurJson<BigDecimal> {
  private static final Pattern NOMBRE =
      Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private final String champ;

  public DureeJson() {
    this("heures");
  }

  private DureeJson(String champ) {
    this.champ = champ;
  }

  @Override
  protected final BigDecimal lire(String ecrit) {
    return ecrit.length() > Nombre.LONGUEUR || NOMBRE.matcher(ecrit).matches()
        ? Nombre.borner(champ, ecrit)
        : Duree.lire(champ, ecrit);
  }

  /** Le même, pour un champ d'un autre nom : la faute donne la ligne et la colonne. */
  public static final class Autre extends DureeJson {
    public Autre() {
      super(null);
    }
  }
}
