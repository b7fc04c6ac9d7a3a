package fr.maillon.convention;

import fr.maillon.isolation.EnLecture;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Une ligne de la vue {@code plateforme.consommation} : ce qui est demandé sous une convention dans
 * une année civile. Jamais écrite.
 */
@EnLecture
@Entity
@Table(schema = "plateforme", name = "consommation")
@IdClass(Consommation.Cle.class)
class Consommation {
  @Column(name = "maitre_ouvrage_id")
  UUID maitreOuvrage;

  @Id
  @Column(name = "convention_id")
  UUID convention;

  @Id int annee;
  long demandes;

  @Column(name = "au_dela")
  long auDela;

  record Cle(UUID convention, int annee) {}
}
