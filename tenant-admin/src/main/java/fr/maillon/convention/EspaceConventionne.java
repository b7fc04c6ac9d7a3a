package fr.maillon.convention;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Le maître d'ouvrage, tel qu'une convention le nomme. Sa vie est ailleurs ; ici il est lu. */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "maitre_ouvrage")
class EspaceConventionne {
  @Id UUID id;
  String code;
  String nom;

  @Column(insertable = false, updatable = false)
  String recherche;

  String sigle;
  String type;
  String couleur;
  String etat;
}
