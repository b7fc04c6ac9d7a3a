package fr.maillon.marche;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Un lot, qui est en droit un marché à lui seul : un montant, des titulaires, une durée. Un enregistrement publié (DECP) fait un lot ;
 * une republication plus récente le met à jour sous la même clé. Les listes publiées (techniques, modalités…) sont gardées telles quelles,
 * séparées par « | » ; les modifications et actes de sous-traitance, en JSON : ce sont des faits importés.
 */
@Entity
@Table(schema = "metier", name = "lot")
class Lot {
  @Id UUID id;
  @Column(name = "tenant_id", insertable = false, updatable = false) UUID tenantId;
  @Column(name = "marche_id") UUID marcheId;
  int rang;
  @Column(name = "cle_source") String cleSource;
  String empreinte;
  String objet;
  @Column(name = "code_cpv") String codeCpv;
  BigDecimal montant;
  @Column(name = "duree_mois") Integer dureeMois;
  @Column(name = "date_notification") LocalDate dateNotification;
  @Column(name = "date_publication") LocalDate datePublication;
  String procedure;
  String nature;
  String ccag;
  String techniques;
  @Column(name = "modalites_execution") String modalitesExecution;
  @Column(name = "types_prix") String typesPrix;
  @Column(name = "forme_prix") String formePrix;
  @Column(name = "lieu_code") String lieuCode;
  @Column(name = "lieu_type") String lieuType;
  @Column(name = "lieu_nom") String lieuNom;
  @Column(name = "offres_recues") Integer offresRecues;
  @Column(name = "sociale_connue") boolean socialeConnue;
  @Column(name = "sociale_clause") boolean socialeClause;
  @Column(name = "sociale_critere") boolean socialeCritere;
  @Column(name = "sociale_reserve") boolean socialeReserve;
  String environnementales;
  String modifications;
  @Column(name = "sous_traitance") String sousTraitance;
  int avertissements;
  @Version int version;

  Lot() {}
}
