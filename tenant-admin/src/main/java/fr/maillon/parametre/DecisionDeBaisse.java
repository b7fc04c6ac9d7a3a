package fr.maillon.parametre;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Ce qu'une personne a décidé d'une baisse proposée : une seule fois. */
@Entity
@Table(schema = "plateforme", name = "baisse_decision")
class DecisionDeBaisse {
  enum Sens {
    CONFIRMEE,
    ABANDONNEE
  }

  @Id
  @Column(name = "baisse_id")
  UUID baisse;

  @Enumerated(EnumType.STRING)
  Sens sens;

  LocalDate du;
  UUID par;

  @Column(name = "par_nom")
  String parNom;

  Instant le;

  DecisionDeBaisse() {}

  /**
   * @param du le jour où la baisse vaudra ; null : abandonnée
   */
  DecisionDeBaisse(UUID baisse, LocalDate du, Identite par, Instant quand) {
    this.baisse = baisse;
    sens = du == null ? Sens.ABANDONNEE : Sens.CONFIRMEE;
    this.du = du;
    this.par = par.id();
    parNom = par.nom();
    le = quand;
  }
}
