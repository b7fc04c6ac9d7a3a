package fr.maillon.convention;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une ligne de la vue {@code plateforme.convention_du_jour} : une convention et ses termes
 * d'aujourd'hui. Jamais écrite.
 */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "convention_du_jour")
class ConventionDuJour {
  @Id UUID id;

  @Column(name = "maitre_ouvrage_id")
  UUID maitreOuvrage;

  @Column(name = "structure_id")
  UUID structure;

  String numero;
  LocalDate du;
  LocalDate au;
  LocalDate fin;
  String services;
  Integer quota;
  Integer avenant;

  @Column(name = "en_vigueur")
  boolean enVigueur;
}
