package fr.maillon.importespaces;

import fr.maillon.maitreouvrage.OuvrirEspace;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Une ligne du fichier : ce qu'elle demande, ce qu'elle est devenue, et pourquoi. */
@Entity
@Table(schema = "plateforme", name = "import_espaces_ligne")
@IdClass(LigneEspace.Cle.class)
class LigneEspace {
  /** Un SIRET que le tableur a pris pour un nombre : {@code 4,52201E+13}. */
  static final Pattern ARRONDI = Pattern.compile("[0-9]+[.,]?[0-9]*[eE][+]?[0-9]+");

  /** Ce par quoi on fait tenir un nombre pour un texte : {@code '216…} et {@code ="216…"}. */
  private static final Pattern TEXTE = Pattern.compile("^\\s*(=\"|')|\"\\s*$");

  /** Un SIRET entier, auquel le tableur a ajouté des décimales nulles. */
  private static final Pattern DECIMALES = Pattern.compile("([0-9]{14})[.,]0+");

  @Id
  @Column(name = "import_id")
  UUID fichier;

  @Id int rang;

  @Enumerated(EnumType.STRING)
  EtatLigne etat;

  String nom;
  String siret;
  String type;
  String code;
  String couleur;

  @Column(name = "admin_nom")
  String adminNom;

  @Column(name = "admin_courriel")
  String adminCourriel;

  String champ;
  String raison;

  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  LigneEspace() {}

  LigneEspace(
      UUID fichier,
      int rang,
      String nom,
      String siret,
      String type,
      String code,
      String couleur,
      String adminNom,
      String adminCourriel) {
    this.fichier = fichier;
    this.rang = rang;
    this.nom = nom;
    this.siret = siret;
    this.type = type;
    this.code = code;
    this.couleur = couleur;
    this.adminNom = adminNom;
    this.adminCourriel = adminCourriel;
    etat = EtatLigne.PRETE;
  }

  void fauter(String sonChamp, String pourquoi) {
    etat = EtatLigne.FAUTIVE;
    champ = sonChamp;
    raison = pourquoi;
  }

  void aboutir(UUID son, boolean nouveau) {
    etat = nouveau ? EtatLigne.OUVERT : EtatLigne.DEJA_OUVERT;
    espace = son;
  }

  void refuser(String sonChamp, String pourquoi) {
    etat = EtatLigne.REFUSEE;
    champ = sonChamp;
    raison = pourquoi;
  }

  /**
   * @throws RegleMetier {@code type-inconnu}
   */
  OuvrirEspace.Command commande() {
    return new OuvrirEspace.Command(
        nom, sirets(), type(type), code, couleur, false, null, null, null, adminNom, adminCourriel);
  }

  /** Un nombre que le tableur a arrondi reste entier : la faute se dira de lui. */
  List<String> sirets() {
    if (siret == null) {
      return List.of();
    }
    var ecrit = TEXTE.matcher(siret).replaceAll("");
    var decimales = DECIMALES.matcher(ecrit);
    return decimales.matches()
        ? List.of(decimales.group(1))
        : ARRONDI.matcher(ecrit).matches() ? List.of(ecrit) : List.of(ecrit.split("[,/|+]"));
  }

  private static TypeEspace type(String texte) {
    return texte == null ? null : MotsDuType.lire(texte);
  }

  record Cle(UUID fichier, int rang) {}
}
