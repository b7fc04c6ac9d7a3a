package fr.maillon.equipe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Combien de demandes ouvertes suit une personne, tous espaces confondus : un nombre, au centre
 * seulement. Jamais écrit.
 */
@Entity
@Table(schema = "plateforme", name = "demandes_suivies")
class DemandesSuivies {
  @Id
  @Column(name = "utilisateur_id")
  UUID personne;

  long ouvertes;
}
