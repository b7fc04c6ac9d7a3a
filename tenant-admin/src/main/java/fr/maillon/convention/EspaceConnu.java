package fr.maillon.convention;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * L'identifiant d'un espace : de quoi interroger chacun de ceux du périmètre sans rien lire de
 * plus. Jamais écrit d'ici.
 */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "maitre_ouvrage")
class EspaceConnu {
  @Id UUID id;
}
