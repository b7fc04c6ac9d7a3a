package fr.maillon.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Une ligne de {@code plateforme.journal}, lue seulement : elle s'écrit par {@link
 * fr.maillon.journal.Journal}, et ne change jamais.
 */
@Entity
@Table(schema = "plateforme", name = "journal")
@IdClass(LigneDeJournal.Cle.class)
class LigneDeJournal {
  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Id long rang;
  Instant quand;

  @Enumerated(EnumType.STRING)
  NatureDeLigne nature;

  @Enumerated(EnumType.STRING)
  TitreDeLigne titre;

  @Column(name = "auteur_id")
  UUID auteurId;

  @Column(name = "auteur_nom")
  String auteurNom;

  @Column(name = "pour_id")
  UUID pourId;

  @Column(name = "pour_nom")
  String pourNom;

  @Column(name = "convention_id")
  UUID convention;

  String acte;
  String objet;
  String detail;

  record Cle(UUID espace, long rang) {}
}
