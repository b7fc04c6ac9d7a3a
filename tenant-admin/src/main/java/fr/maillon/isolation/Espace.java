package fr.maillon.isolation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Un maître d'ouvrage où la personne peut entrer aujourd'hui.
 *
 * @param type code du type ({@code COMMUNE}, {@code EPCI}, {@code BAILLEUR}…)
 * @param couleur {@code #rrggbb}
 * @param titre à quel titre elle y entre
 * @param jusquAu dernier jour de ce droit ; null : sans fin fixée
 * @param parSiren l'import prend aussi les autres établissements du même SIREN
 * @param droits ce qu'elle peut y faire
 * @param logo empreinte de son logo ; null : il n'en a pas
 */
public record Espace(
    UUID id,
    String code,
    String nom,
    String sigle,
    String type,
    String couleur,
    Titre titre,
    LocalDate jusquAu,
    List<String> sirets,
    boolean parSiren,
    Droits droits,
    String logo) {
  public Espace {
    sirets = List.copyOf(sirets);
    Objects.requireNonNull(droits, "droits");
    if (titre == Titre.AGENT && droits.droit() == null) {
      throw new IllegalArgumentException("un agent a un droit");
    }
  }

  /** Un espace sans logo. */
  public Espace(
      UUID id,
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      Titre titre,
      LocalDate jusquAu,
      List<String> sirets,
      boolean parSiren,
      Droits droits) {
    this(id, code, nom, sigle, type, couleur, titre, jusquAu, sirets, parSiren, droits, null);
  }

  /**
   * On y lit sans y écrire : la base ne laisse rien passer d'autre ({@link
   * TenantConnectionListener}).
   */
  public boolean lectureSeule() {
    return !droits.ecrit(titre);
  }

  /** Le même, où l'on ne fait que lire. */
  public Espace enLecture() {
    return new Espace(
        id,
        code,
        nom,
        sigle,
        type,
        couleur,
        titre,
        jusquAu,
        sirets,
        parSiren,
        new Droits(true, droits.droit(), droits.export(), droits.convention(), droits.support()),
        logo);
  }

  /**
   * Ce geste est-il permis ici, à ce titre ? Sert aux pages à ne montrer que ce qui peut se faire.
   */
  public boolean peut(Geste geste) {
    return droits.permet(titre, geste);
  }
}
