package fr.maillon.acces;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Titre;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Une ligne de la vue {@code plateforme.acces_du_jour} : un espace ouvert aujourd'hui à la
 * personne, et à quel titre ; autant de lignes que de titres, {@link Acces} choisit. Jamais écrite.
 */
@Entity
@Table(schema = "plateforme", name = "acces_du_jour")
@IdClass(AccesDuJour.Cle.class)
class AccesDuJour {
  @Id UUID id;
  String code;
  String nom;
  String sigle;
  String type;
  String couleur;
  String etat;

  @Id
  @Enumerated(EnumType.STRING)
  Titre titre;

  /** Le plus large des titres a le plus petit. */
  int rang;

  @Column(name = "jusqu_au")
  LocalDate jusquAu;

  String sirets;

  @Column(name = "import_par_siren")
  boolean parSiren;

  @Enumerated(EnumType.STRING)
  Droit droit;

  boolean export;

  @Column(name = "convention_id")
  UUID convention;

  Instant fin;

  @Column(name = "ouvert_par")
  UUID ouvertPar;

  @Column(name = "ouvert_par_nom")
  String ouvertParNom;

  @Column(name = "bris_de_glace")
  boolean brisDeGlace;

  String logo;

  record Cle(UUID id, Titre titre) {}

  Espace espace() {
    return new Espace(
        id,
        code,
        nom,
        sigle,
        type,
        couleur,
        titre,
        jusquAu,
        sirets == null ? List.of() : List.of(sirets.split(" ")),
        parSiren,
        droits(etat, droit, export, convention, fin, ouvertPar, ouvertParNom, brisDeGlace),
        logo);
  }

  /** Un espace ouvert, sans ses SIRET. */
  public record Ouvert(
      UUID id,
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      String etat,
      Titre titre,
      LocalDate jusquAu,
      Droit droit,
      boolean export,
      UUID convention,
      Instant fin,
      UUID ouvertPar,
      String ouvertParNom,
      boolean brisDeGlace,
      String logo) {
    Espace espace() {
      return new Espace(
          id,
          code,
          nom,
          sigle,
          type,
          couleur,
          titre,
          jusquAu,
          List.of(),
          false,
          droits(etat, droit, export, convention, fin, ouvertPar, ouvertParNom, brisDeGlace),
          logo);
    }
  }

  /** La ligne courante, colonnes par leur nom. */
  static Espace lu(ResultSet l) throws SQLException {
    var fin = l.getObject("fin", OffsetDateTime.class);
    var droit = l.getString("droit");
    var sirets = l.getString("sirets");
    return new Espace(
        l.getObject("id", UUID.class),
        l.getString("code"),
        l.getString("nom"),
        l.getString("sigle"),
        l.getString("type"),
        l.getString("couleur"),
        Titre.valueOf(l.getString("titre")),
        l.getObject("jusqu_au", LocalDate.class),
        sirets == null ? List.of() : List.of(sirets.split(" ")),
        l.getBoolean("import_par_siren"),
        droits(
            l.getString("etat"),
            droit == null ? null : Droit.valueOf(droit),
            l.getBoolean("export"),
            l.getObject("convention_id", UUID.class),
            fin == null ? null : fin.toInstant(),
            l.getObject("ouvert_par", UUID.class),
            l.getString("ouvert_par_nom"),
            l.getBoolean("bris_de_glace")),
        l.getString("logo"));
  }

  private static Droits droits(
      String etat,
      Droit droit,
      boolean export,
      UUID convention,
      Instant fin,
      UUID ouvertPar,
      String ouvertParNom,
      boolean brisDeGlace) {
    return new Droits(
        etat.equals("SUSPENDU"),
        droit,
        export,
        convention,
        fin == null ? null : new Droits.Fenetre(fin, ouvertPar, ouvertParNom, brisDeGlace));
  }
}
