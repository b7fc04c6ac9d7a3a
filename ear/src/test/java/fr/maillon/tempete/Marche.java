package fr.maillon.tempete;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** La table du métier, par ce qu'il en faut ici. */
@Entity
@Table(schema = "metier", name = "marche")
class Marche {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  String nature;
}
