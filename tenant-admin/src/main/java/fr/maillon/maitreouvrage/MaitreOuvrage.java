package fr.maillon.maitreouvrage;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Un maître d'ouvrage et son espace. L'administration centrale l'ouvre, d'un SIRET et d'un nom.
 * Elle peut le suspendre : tout s'y lit, rien ne s'y écrit, et un bandeau dit pourquoi ; puis le
 * rouvrir. Elle peut le fermer, qu'il soit ouvert ou suspendu : nul n'y entre plus, dès la demande
 * suivante, et un délai court, au bout duquel tout ce qu'il contient est effacé. Tant que
 * l'effacement n'a pas eu lieu, la fermeture s'annule, et l'espace revient tel qu'il était :
 * ouvert, ou suspendu s'il l'était. Effacé, il ne revient pas.
 */
@Entity
@Table(schema = "plateforme", name = "maitre_ouvrage")
class MaitreOuvrage {
  private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  @Id UUID id;
  String code;
  String nom;

  @Column(insertable = false, updatable = false)
  String recherche;

  String sigle;

  @Enumerated(EnumType.STRING)
  TypeEspace type;

  String couleur;

  @Enumerated(EnumType.STRING)
  EtatEspace etat;

  @Column(name = "import_par_siren")
  boolean importParSiren;

  @Column(name = "ouvert_le")
  LocalDate ouvertLe;

  @Column(name = "suspendu_le")
  LocalDate suspenduLe;

  String motif;

  @Column(name = "ferme_le")
  LocalDate fermeLe;

  @Column(name = "effacable_le")
  LocalDate effacableLe;

  @Column(name = "change_par_nom")
  String changeParNom;

  @Column(name = "change_le")
  Instant changeLe;

  @Version int version;

  MaitreOuvrage() {}

  static MaitreOuvrage ouvrir(
      String code,
      String nom,
      TypeEspace type,
      String couleur,
      boolean importParSiren,
      LocalDate jour) {
    var m = new MaitreOuvrage();
    m.id = UUID.randomUUID();
    m.code = code;
    m.nom = nom;
    m.sigle = Nommage.sigle(nom);
    m.type = type;
    m.couleur = couleur;
    m.etat = EtatEspace.OUVERT;
    m.importParSiren = importParSiren;
    m.ouvertLe = jour;
    return m;
  }

  /**
   * @throws RegleMetier {@code etape-impossible}
   */
  void suspendre(String pourquoi, LocalDate jour) {
    exiger(
        etat == EtatEspace.OUVERT,
        "Seul un espace ouvert se suspend : celui-ci est " + mot() + ".");
    etat = EtatEspace.SUSPENDU;
    suspenduLe = jour;
    motif = pourquoi;
  }

  /**
   * @throws RegleMetier {@code etape-impossible}
   */
  void rouvrir() {
    exiger(
        etat == EtatEspace.SUSPENDU,
        "Seul un espace suspendu se rouvre : celui-ci est " + mot() + ".");
    etat = EtatEspace.OUVERT;
    suspenduLe = null;
    motif = null;
  }

  /**
   * @param delai jours pendant lesquels la fermeture s'annule
   */
  void fermer(String pourquoi, LocalDate jour, int delai) {
    exiger(etat != EtatEspace.FERME, "Cet espace est déjà fermé.");
    etat = EtatEspace.FERME;
    motif = pourquoi;
    fermeLe = jour;
    effacableLe = jour.plusDays(delai);
  }

  /**
   * L'espace redevient ce qu'il était : suspendu s'il l'était. Passé le dernier jour du délai, il
   * n'est plus temps.
   */
  void annulerFermeture(LocalDate jour) {
    exiger(etat == EtatEspace.FERME, "Cet espace n'est pas fermé.");
    exiger(
        jour.isBefore(effacableLe),
        "Le délai pour annuler la fermeture a fini le "
            + effacableLe.minusDays(1).format(JOUR)
            + " : ses données s'effacent.");
    etat = suspenduLe == null ? EtatEspace.OUVERT : EtatEspace.SUSPENDU;
    fermeLe = null;
    effacableLe = null;
    if (suspenduLe == null) {
      motif = null;
    }
  }

  void decrire(
      String sonNom, String sonSigle, TypeEspace sonType, String saCouleur, boolean parSiren) {
    exiger(
        etat != EtatEspace.FERME,
        "Un espace fermé ne se modifie plus. Annulez d'abord sa fermeture.");
    nom = sonNom;
    sigle = sonSigle;
    type = sonType;
    couleur = saCouleur;
    importParSiren = parSiren;
  }

  void verifier(Integer lue) {
    if (lue == null || lue != version) {
      throw new VersionPerimee(VersionPerimee.Fait.de("Fiche modifiée", changeParNom, changeLe));
    }
  }

  /** Qui la change, et quand : ce que lira qui arriverait trop tard. */
  void changer(Identite par, Instant quand) {
    changeParNom = par.nom();
    changeLe = quand;
  }

  private String mot() {
    return switch (etat) {
      case OUVERT -> "ouvert";
      case SUSPENDU -> "suspendu";
      case FERME -> "fermé";
    };
  }

  private static void exiger(boolean condition, String sinon) {
    if (!condition) {
      throw new RegleMetier("etape-impossible", sinon);
    }
  }
}
