package fr.maillon.affectation;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Un facilitateur assiste un maître d'ouvrage, sous une convention, à partir d'un jour. Elle finit
 * par une date, la sienne ou celle de la convention, la première des deux ; elle n'est jamais
 * supprimée. Retirée avant d'avoir commencé, elle finit la veille de son premier jour : elle n'a
 * rien ouvert, et l'histoire le dit.
 */
@Entity
@Table(schema = "plateforme", name = "affectation")
class Affectation {
  static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);

  @Id UUID id;

  @Column(name = "convention_id")
  UUID convention;

  @Column(name = "maitre_ouvrage_id")
  UUID maitreOuvrage;

  @Column(name = "utilisateur_id")
  UUID facilitateur;

  LocalDate du;
  LocalDate au;

  @Column(name = "passation_id")
  UUID passation;

  @Column(name = "creee_par_nom")
  String creeeParNom;

  @Column(name = "close_par_nom")
  String closeParNom;

  @Version int version;

  Affectation() {}

  /**
   * @param au dernier jour ; null : tant que la convention court
   */
  static Affectation ouvrir(
      UUID convention,
      UUID maitreOuvrage,
      UUID facilitateur,
      LocalDate du,
      LocalDate au,
      UUID passation,
      Identite par) {
    if (au != null && au.isBefore(du)) {
      throw new RegleMetier(
          "dates-inversees",
          "au",
          "Le dernier jour vient avant le premier : donnez une date à partir du "
              + du.format(JOUR)
              + ".");
    }
    var a = new Affectation();
    a.id = UUID.randomUUID();
    a.convention = convention;
    a.maitreOuvrage = maitreOuvrage;
    a.facilitateur = facilitateur;
    a.du = du;
    a.au = au;
    a.passation = passation;
    a.creeeParNom = par.nom();
    return a;
  }

  /**
   * Elle a cessé, ou cessera, après ce jour ; retirée avant d'avoir commencé, elle n'ouvre rien.
   *
   * @throws RegleMetier {@code fin-passee}, {@code affectation-finie} ou {@code
   *     affectation-plus-courte}
   */
  void finir(LocalDate dernierJour, Identite par, LocalDate aujourdhui) {
    if (au != null && au.isBefore(aujourdhui)) {
      throw new RegleMetier(
          "affectation-finie", "Cette affectation a déjà pris fin le " + au.format(JOUR) + ".");
    }
    if (dernierJour.isBefore(aujourdhui.minusDays(1))) {
      throw new RegleMetier(
          "fin-passee",
          "au",
          "L'histoire ne se réécrit pas : la fin la plus proche est hier, qui ferme l'espace"
              + " aussitôt.");
    }
    if (au != null && dernierJour.isAfter(au)) {
      throw new RegleMetier(
          "affectation-plus-courte",
          "au",
          "Cette affectation finit déjà le "
              + au.format(JOUR)
              + " : pour la prolonger, ouvrez-en une autre ensuite.");
    }
    au = dernierJour.isBefore(du) ? du.minusDays(1) : dernierJour;
    closeParNom = par.nom();
  }

  /** La même personne, au même endroit, le même jour ; une affectation vide ne gêne rien. */
  boolean heurte(LocalDate debut, LocalDate fin) {
    return (au == null || !au.isBefore(du) && !au.isBefore(debut))
        && (fin == null || !du.isAfter(fin));
  }

  /**
   * @throws VersionPerimee quand quelqu'un l'a changée depuis la lecture sur laquelle le geste
   *     s'appuie
   */
  void exigerVersion(int lue) {
    if (lue != version) {
      throw new VersionPerimee();
    }
  }
}
