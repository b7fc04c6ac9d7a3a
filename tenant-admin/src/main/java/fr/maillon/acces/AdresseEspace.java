package fr.maillon.acces;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Une ligne de la vue {@code plateforme.adresse_espace} : l'espace qu'une adresse nomme, qu'il soit
 * ouvert ou non à qui la demande.
 */
@Entity
@Table(schema = "plateforme", name = "adresse_espace")
class AdresseEspace {
  @Id String code;
  UUID id;
}
