package fr.maillon.parametre;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * La valeur d'un paramètre à partir d'une date, et d'où elle vient. Posée à l'installation ou
 * saisie par le centre, elle vaut jusqu'à la veille de la suivante, puis reste telle quelle : un
 * acte d'hier doit se rejuger demain. La base n'en laisse récrire aucune, et ne laisse retirer que
 * celle qui ne vaut pas encore.
 */
@Entity
@Table(schema = "plateforme", name = "parametre")
@IdClass(Parametre.Cle.class)
class Parametre {
  @Id String code;
  @Id LocalDate du;
  LocalDate au;
  BigDecimal valeur;
  String unite;
  String libelle;
  String source;
  boolean verifie;

  @Enumerated(EnumType.STRING)
  GroupeDeParametres groupe;

  @Column(name = "mise_en_garde")
  String miseEnGarde;

  @Column(name = "saisi_par")
  UUID saisiPar;

  @Column(name = "saisi_par_nom")
  String saisiParNom;

  @Column(name = "saisi_le")
  Instant saisiLe;

  Parametre() {}

  Parametre(String code, LocalDate du, LocalDate au, BigDecimal valeur) {
    this.code = code;
    this.du = du;
    this.au = au;
    this.valeur = valeur;
  }

  /** Celle qui suivra : la même chose, une autre valeur. */
  Parametre suivante(ChangerParametre.Command c, BigDecimal valeur, Identite par, Instant quand) {
    var suivante = new Parametre(code, c.du(), null, valeur);
    suivante.unite = unite;
    suivante.libelle = libelle;
    suivante.groupe = groupe;
    suivante.miseEnGarde = miseEnGarde;
    suivante.source = c.source().strip();
    suivante.verifie = c.verifie();
    suivante.saisiPar = par.id();
    suivante.saisiParNom = par.nom();
    suivante.saisiLe = quand;
    return suivante;
  }

  boolean enVigueur(LocalDate le) {
    return !le.isBefore(du) && (au == null || !le.isAfter(au));
  }

  /** Dernier jour où elle vaut, sachant quand commence la suivante ; null : sans fin. */
  LocalDate fin(LocalDate debutSuivante) {
    var veille = debutSuivante == null ? null : debutSuivante.minusDays(1);
    return au == null || veille != null && veille.isBefore(au) ? veille : au;
  }

  record Cle(String code, LocalDate du) {}
}
