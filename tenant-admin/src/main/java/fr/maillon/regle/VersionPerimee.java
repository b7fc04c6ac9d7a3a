package fr.maillon.regle;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Quelqu'un d'autre a modifié l'objet depuis sa lecture ; rien n'est écrasé. Dit qui, quoi et
 * quand, dès qu'on le sait.
 */
public class VersionPerimee extends RegleMetier {
  private static final long serialVersionUID = 2L;
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String SUITE =
      " Ce que vous venez d'envoyer n'a rien changé : relisez, puis refaites-le s'il vaut encore.";

  private final transient Fait fait;

  /**
   * Ce qui a devancé le geste.
   *
   * @param phrase ce qui a été fait et par qui : « Validée par Camille Roux »
   * @param par le nom de la personne
   */
  public record Fait(String phrase, String par, Instant le) {
    /**
     * @param participe « Validée »
     * @return null quand on ne sait pas qui, ou pas quand
     */
    public static Fait de(String participe, String par, Instant le) {
      return par == null || le == null ? null : new Fait(participe + " par " + par, par, le);
    }

    /** « Validée par Camille Roux le 30 novembre à 14:12 », heure de Paris. */
    public String enClair() {
      var texte =
          DateTimeFormatter.ofPattern("d MMMM 'à' HH:mm", Locale.FRANCE).format(le.atZone(PARIS));
      return phrase + " le " + (texte.startsWith("1 ") ? "1er" + texte.substring(1) : texte);
    }
  }

  public VersionPerimee() {
    this((Fait) null);
  }

  /**
   * @param fait null : on ne sait pas qui
   */
  public VersionPerimee(Fait fait) {
    super(
        "version-perimee",
        (fait == null ? "Quelqu'un a modifié cette fiche entre-temps." : fait.enClair() + ".")
            + SUITE);
    this.fait = fait;
  }

  /**
   * @param dit ce qui a devancé le geste, en une phrase avec son point
   */
  public VersionPerimee(String dit) {
    super("version-perimee", dit + SUITE);
    this.fait = null;
  }

  /**
   * La version lue, pour un geste sans corps.
   *
   * @throws RegleMetier {@code version-absente}
   */
  public static int exigee(Integer lue) {
    if (lue == null) {
      throw new RegleMetier("version-absente", "version", "Donnez la version lue.");
    }
    return lue;
  }

  /** null : on ne sait pas qui. */
  public Fait fait() {
    return fait;
  }
}
