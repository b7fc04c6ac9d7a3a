package fr.maillon.tracabilite;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** La structure dont une ligne du journal cite la convention. Lue seulement. */
@Entity
@Table(schema = "plateforme", name = "structure")
class StructureCitee {
  @Id UUID id;
  String nom;
}
