package fr.maillon.marche;

import fr.maillon.decp.ConsiderationSociale;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
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
  @Column(name = "empreintes_vues") String empreintesVues;
  @Column(name = "derniere_publication") LocalDate dernierePublication;
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

  static Lot saisi(UUID marche, int rang, String objet, String codeCpv, BigDecimal montant, Integer dureeMois) {
    var lot = new Lot();
    lot.id = UUID.randomUUID();
    lot.marcheId = marche;
    lot.rang = rang;
    lot.cleSource = "saisie:" + lot.id;
    lot.objet = objet;
    lot.codeCpv = codeCpv;
    lot.montant = montant;
    lot.dureeMois = dureeMois;
    return lot;
  }

  static Lot publie(UUID marche, int rang) {
    var lot = new Lot();
    lot.id = UUID.randomUUID();
    lot.marcheId = marche;
    lot.rang = rang;
    return lot;
  }

  /** Vrai tant qu'aucune publication n'a parlé de ce lot. */
  boolean saisi() {
    return empreinte == null;
  }

  /** Vrai quand la publication ne change que ses propres dates : ce que l'on sait du lot reste le même. */
  boolean dejaDit(Publication p) {
    var relu = publie(marcheId, rang);
    relu.reprendre(p);
    return contenu().equals(relu.contenu());
  }

  private List<Object> contenu() {
    return Arrays.asList(objet, codeCpv, montant == null ? null : montant.stripTrailingZeros(), dureeMois, dateNotification, procedure, nature, ccag,
        techniques, modalitesExecution, typesPrix, formePrix, lieuCode, lieuType, lieuNom, offresRecues, socialeConnue, socialeClause, socialeCritere,
        socialeReserve, environnementales, modifications, sousTraitance);
  }

  /** Retient la publication et sa date, sans rien changer au lot. */
  void revoir(Publication p) {
    empreinte = p.empreinte();
    empreintesVues = Publication.vueAvec(empreintesVues, p.empreinte());
    datePublication = p.contenu().datePublication();
    dernierePublication = p.dernierePublication() == null ? dernierePublication : p.dernierePublication();
  }

  void reprendre(Publication p) {
    var m = p.contenu();
    cleSource = p.cle();
    revoir(p);
    objet = m.objet();
    codeCpv = m.codeCpv();
    montant = p.montant();
    dureeMois = m.dureeMois();
    dateNotification = m.dateNotification();
    procedure = m.procedure();
    nature = m.nature();
    ccag = m.ccag();
    techniques = Publication.liste(m.techniques());
    modalitesExecution = Publication.liste(m.modalitesExecution());
    typesPrix = Publication.liste(m.typesPrix());
    formePrix = m.formePrix();
    lieuCode = m.lieu() == null ? null : m.lieu().code();
    lieuType = m.lieu() == null ? null : m.lieu().typeCode();
    lieuNom = m.lieu() == null ? null : m.lieu().nom();
    offresRecues = m.offresRecues();
    socialeConnue = !m.considerationSocialeInconnue();
    socialeClause = m.considerationsSociales().contains(ConsiderationSociale.CLAUSE);
    socialeCritere = m.considerationsSociales().contains(ConsiderationSociale.CRITERE);
    socialeReserve = m.considerationsSociales().contains(ConsiderationSociale.RESERVE)
        || m.considerationsSociales().contains(ConsiderationSociale.CONCESSION_RESERVEE);
    environnementales = Publication.liste(m.considerationsEnvironnementales().stream().map(c -> c.libelle()).toList());
    modifications = FaitsPublies.ecrireModifications(m.modifications());
    sousTraitance = FaitsPublies.ecrireSousTraitance(m.actesSousTraitance(), m.modificationsActesSousTraitance());
    avertissements = p.avertissements();
  }
}
