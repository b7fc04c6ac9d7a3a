package fr.maillon.parametre;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Ce qu'on avait prévu et qui n'a jamais valu. Ajoutée, jamais changée. */
@Entity
@Table(schema = "plateforme", name = "valeur_retiree")
class ValeurRetiree {
  @Id UUID id;
  String code;
  LocalDate du;
  BigDecimal valeur;
  String unite;
  String source;

  @Column(name = "saisi_par_nom")
  String saisiParNom;

  @Column(name = "saisi_le")
  Instant saisiLe;

  @Column(name = "retire_par")
  UUID retirePar;

  @Column(name = "retire_par_nom")
  String retireParNom;

  @Column(name = "retire_le")
  Instant retireLe;

  ValeurRetiree() {}

  ValeurRetiree(Parametre p, Identite par, Instant quand) {
    id = UUID.randomUUID();
    code = p.code;
    du = p.du;
    valeur = p.valeur;
    unite = p.unite;
    source = p.source;
    saisiParNom = p.saisiParNom;
    saisiLe = p.saisiLe;
    retirePar = par.id();
    retireParNom = par.nom();
    retireLe = quand;
  }

  ParametreView.RetireeView vue() {
    return new ParametreView.RetireeView(
        du,
        valeur,
        Unite.accordee(valeur, unite),
        source,
        saisiParNom,
        saisiLe,
        retirePar,
        retireParNom,
        retireLe);
  }
}
