package fr.maillon.parametre;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Une baisse qu'une personne propose pour un paramètre protégé. Ajoutée, jamais changée : ce qu'une
 * autre en décide est à côté.
 */
@Entity
@Table(schema = "plateforme", name = "baisse")
class Baisse {
  @Id UUID id;
  String code;
  BigDecimal valeur;
  String source;
  boolean verifie;

  @Column(name = "proposee_par")
  UUID proposeePar;

  @Column(name = "proposee_par_nom")
  String proposeeParNom;

  @Column(name = "proposee_le")
  Instant proposeeLe;

  Baisse() {}

  Baisse(String code, BigDecimal valeur, ProposerBaisse.Command c, Identite par, Instant quand) {
    id = UUID.randomUUID();
    this.code = code;
    this.valeur = valeur;
    source = c.source().strip();
    verifie = c.verifie();
    proposeePar = par.id();
    proposeeParNom = par.nom();
    proposeeLe = quand;
  }
}
