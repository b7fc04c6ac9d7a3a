package fr.maillon.marche;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Un lot, qui est en droit un marché à lui seul : un montant, des titulaires, une durée. Un
 * enregistrement publié (DECP) fait un lot ; une republication plus récente le met à jour sous la
 * même clé. Les listes publiées (techniques, modalités…) sont gardées telles quelles, séparées par
 * « | » ; les modifications et actes de sous-traitance, en JSON : ce sont des faits importés.
 */
@Entity
@Table(schema = "metier", name = "lot")
class Lot extends ContenuPublie {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "marche_id")
  UUID marcheId;

  int rang;

  @Column(name = "empreintes_vues")
  String empreintesVues;

  boolean choisie;
  @Version int version;

  Lot() {}

  static Lot saisi(
      UUID marche, int rang, String objet, String codeCpv, BigDecimal montant, Integer dureeMois) {
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

  /**
   * Vrai quand la publication ne change que ses propres dates : ce que l'on sait du lot reste le
   * même.
   */
  boolean dejaDit(Publication p) {
    var relu = publie(marcheId, rang);
    relu.remplir(p, null);
    return contenu().equals(relu.contenu());
  }

  /** Retient la publication et sa date, sans rien changer au lot. */
  void revoir(Publication p, Instant quand) {
    empreinte = p.empreinte();
    empreintesVues = Publication.vueAvec(empreintesVues, p.empreinte());
    datePublication = p.contenu().datePublication();
    dernierePublication =
        p.dernierePublication() == null ? dernierePublication : p.dernierePublication();
    rangPublie = p.rang();
    lueLe = quand;
  }

  /** Retient qu'une version a été lue, sans la prendre. */
  void voir(String sonEmpreinte) {
    empreintesVues = Publication.vueAvec(empreintesVues, sonEmpreinte);
  }

  void reprendre(Publication p, Instant quand) {
    var avant = dernierePublication;
    remplir(p, quand);
    dernierePublication = dernierePublication == null ? avant : dernierePublication;
    empreintesVues = Publication.vueAvec(empreintesVues, p.empreinte());
    choisie = false;
  }

  /** Reprend une version gardée, parce qu'une personne l'a choisie. */
  void choisir(ContenuPublie version) {
    copier(version);
    empreintesVues = Publication.vueAvec(empreintesVues, version.empreinte());
    choisie = true;
  }

  /** Reçoit ce qu'un autre lot portait, ou ce que lui-même portait avant de le recevoir. */
  void recevoir(ContenuPublie version) {
    copier(version);
    empreintesVues = Publication.vueAvec(empreintesVues, version.empreinte());
  }

  /** Un lot réuni par erreur, tel qu'il était. */
  static Lot rendu(VersionLot version, UUID marche) {
    var lot = publie(marche, version.fusionRang);
    lot.id = version.fusionDe;
    lot.recevoir(version);
    return lot;
  }
}
