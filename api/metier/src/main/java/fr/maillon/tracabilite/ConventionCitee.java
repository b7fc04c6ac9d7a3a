package fr.maillon.tracabilite;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** La convention qu'une ligne du journal cite. Lue seulement. */
@Entity
@Table(schema = "plateforme", name = "convention")
class ConventionCitee {
  @Id UUID id;

  @Column(name = "structure_id")
  UUID structure;

  String numero;
}
