package fr.maillon.personne;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Qui a eu, un jour, un titre dans l'équipe. Jamais écrit. */
@Entity
@Table(schema = "plateforme", name = "membre_equipe")
class DeLEquipe {
  @Id @Column(name = "utilisateur_id") UUID id;
}
