package fr.maillon.execution;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Une écriture du registre : ajoutée, jamais reprise ni ôtée (la base ne donne pas ce droit). */
@Entity
@Table(schema = "metier", name = "registre_heures")
class RegistreHeures {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "declaration_id")
  UUID declarationId;

  @Column(name = "contrat_id")
  UUID contratId;

  @Column(name = "engagement_id")
  UUID engagementId;

  @Column(name = "participant_id")
  UUID participantId;

  @Enumerated(EnumType.STRING)
  NatureEcriture nature;

  LocalDate mois;
  int annee;

  /** Signées : une contre-passation peut être négative. */
  BigDecimal heures;

  String motif;

  @Column(name = "auteur_id")
  UUID auteurId;

  @Column(name = "auteur_nom")
  String auteurNom;

  @Column(name = "ecrit_le")
  Instant ecritLe;

  RegistreHeures() {}
}
