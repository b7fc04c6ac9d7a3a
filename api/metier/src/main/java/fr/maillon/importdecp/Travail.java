package fr.maillon.importdecp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * L'aiguillage : dans quel espace un travail attend, au nom de qui. Rien d'autre n'en sort de
 * l'espace.
 */
@Entity
@Table(schema = "plateforme", name = "travail")
class Travail {
  /** Le fichier arrive encore. */
  static final String DEPOT = "DEPOT_DECP";

  /** Le fichier est entier ; l'import est à mener. */
  static final String IMPORT = "IMPORT_DECP";

  @Id UUID id;

  @Column(name = "tenant_id")
  UUID tenant;

  String nature;

  @Column(name = "demande_par")
  UUID demandePar;

  @Column(name = "cree_le")
  Instant creeLe;

  Travail() {}

  Travail(UUID id, UUID tenant, String nature, UUID demandePar, Instant creeLe) {
    this.id = id;
    this.tenant = tenant;
    this.nature = nature;
    this.demandePar = demandePar;
    this.creeLe = creeLe;
  }
}
