package fr.maillon.consolidation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Ce que le dernier recalcul complet d'une année a trouvé. */
@Entity
@Table(schema = "plateforme", name = "verification_cumuls")
class Verification {
  @Id int annee;
  int ecarts;

  @Column(name = "verifiee_le")
  Instant verifieeLe;

  protected Verification() {}

  Verification(int annee, int ecarts, Instant verifieeLe) {
    this.annee = annee;
    this.ecarts = ecarts;
    this.verifieeLe = verifieeLe;
  }
}
