package fr.maillon.support;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Un espace, tel que le support peut le nommer. Lu seulement. */
@Entity
@Table(schema = "plateforme", name = "maitre_ouvrage")
class EspaceNomme {
  @Id UUID id;
  String code;
}
