package fr.maillon.choixespace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Les heures d'un espace et d'une année, telles que le registre les tient. Jamais écrites d'ici, ni
 * prises entières : l'année ne fait pas une clé à elle seule, on n'en lit que des colonnes.
 */
@Entity
@Table(schema = "consolide", name = "cumul_annee")
class CumulLu {
  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Id int annee;

  @Column(name = "heures_dues")
  BigDecimal heuresDues;

  @Column(name = "heures_validees")
  BigDecimal heuresValidees;

  @Column(name = "heures_realisees")
  BigDecimal heuresRealisees;
}
