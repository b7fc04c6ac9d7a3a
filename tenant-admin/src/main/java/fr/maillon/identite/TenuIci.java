package fr.maillon.identite;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Une personne de l'espace où l'on est, que rien d'autre ne tient : son administrateur peut la
 * renommer. Jamais écrit.
 */
@Entity
@Table(schema = "plateforme", name = "tenu_ici")
class TenuIci {
  @Id
  @Column(name = "utilisateur_id")
  UUID personne;
}
