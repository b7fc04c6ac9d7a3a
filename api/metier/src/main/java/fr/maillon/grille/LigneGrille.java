package fr.maillon.grille;

import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Une ligne de la grille, de telle date à telle date comprise. Elle naît ouverte, sert, puis est
 * close la veille du jour où une ligne de même code la remplace. Ses valeurs ne changent jamais :
 * une fiche de calibrage d'hier doit se relire demain.
 */
@Entity
@Table(schema = "equipe", name = "grille_calibrage")
class LigneGrille {
  @Id UUID id;
  String code;
  String libelle;
  LocalDate du;
  LocalDate au;

  @Column(name = "part_main_oeuvre")
  BigDecimal partMainOeuvre;

  @Column(name = "cout_horaire")
  BigDecimal coutHoraire;

  String source;
  boolean verifie;
  @Version int version;

  LigneGrille() {}

  LigneGrille(AjouterLigneGrille.Command c, LocalDate du) {
    id = UUID.randomUUID();
    code = c.code();
    libelle = c.libelle().strip();
    this.du = du;
    partMainOeuvre = c.partMainOeuvre();
    coutHoraire = c.coutHoraire();
    source = c.source().strip();
    verifie = c.verifie();
  }

  /** Laisse la place à une ligne qui commence ce jour-là. */
  void laisserPlace(LocalDate debutSuivante) {
    if (!debutSuivante.isAfter(du)) {
      throw new RegleMetier(
          "grille-date-anterieure",
          "du",
          "Une ligne de ce code vaut déjà à partir du "
              + du.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"))
              + ". Choisissez une date plus tardive.");
    }
    if (au == null || !au.isBefore(debutSuivante)) {
      au = debutSuivante.minusDays(1);
    }
  }

  LigneGrilleView vue() {
    return new LigneGrilleView(
        id, code, libelle, du, au, partMainOeuvre, coutHoraire, source, verifie);
  }
}
