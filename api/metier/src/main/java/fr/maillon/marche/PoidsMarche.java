package fr.maillon.marche;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Un écart de poids : leur somme, groupe par groupe, est celle des marchés de l'espace. Les
 * attributs portent les noms de ceux de {@link Marche} : les mêmes critères s'y lisent.
 */
@Entity
@Table(schema = "metier", name = "poids_marche")
class PoidsMarche {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  Integer annee;

  @Enumerated(EnumType.STRING)
  Segment segment;

  @Enumerated(EnumType.STRING)
  EtatMarche etat;

  @Column(name = "sociale_connue")
  boolean socialeConnue;

  @Column(name = "sociale_clause")
  boolean socialeClause;

  @Column(name = "sociale_critere")
  boolean socialeCritere;

  @Column(name = "sociale_reserve")
  boolean socialeReserve;

  int nombre;
  BigDecimal montant;

  PoidsMarche() {}
}
