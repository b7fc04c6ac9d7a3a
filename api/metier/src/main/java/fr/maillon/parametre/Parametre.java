package fr.maillon.parametre;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;

/** La valeur d'un paramètre, de telle date à telle date comprise, et d'où elle vient. */
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

  Parametre() {}

  Parametre(String code, LocalDate du, LocalDate au, BigDecimal valeur) {
    this.code = code;
    this.du = du;
    this.au = au;
    this.valeur = valeur;
  }

  boolean enVigueur(LocalDate le) {
    return !le.isBefore(du) && (au == null || !le.isAfter(au));
  }

  record Cle(String code, LocalDate du) {}
}
