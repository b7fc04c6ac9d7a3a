package fr.maillon.marche;

import fr.maillon.decp.MarcheDecp;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Une version publiée que le lot n'a pas retenue. */
@Entity
@Table(schema = "metier", name = "lot_version")
class VersionLot extends ContenuPublie {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "lot_id")
  UUID lotId;

  @Column(name = "fusion_de")
  UUID fusionDe;

  @Column(name = "fusion_rang")
  Integer fusionRang;

  String titulaires;

  VersionLot() {}

  /** Le lot tel qu'il est, avant qu'il change. */
  static VersionLot de(Lot lot, List<Titulaire> titulaires) {
    var version = neuve(lot.id);
    version.copier(lot);
    version.titulaires =
        FaitsPublies.ecrireTitulaires(titulaires.stream().map(Titulaire::publie).toList());
    return version;
  }

  /** Une publication plus ancienne que ce que le lot retient. */
  static VersionLot de(Lot lot, Publication p, Instant quand) {
    var version = neuve(lot.id);
    version.remplir(p, quand);
    version.titulaires = FaitsPublies.ecrireTitulaires(p.contenu().titulaires());
    return version;
  }

  /** Un lot réuni à un autre, tel qu'il était. */
  static VersionLot reunie(Lot garde, Lot enTrop, List<Titulaire> titulaires) {
    var version = de(enTrop, titulaires);
    version.lotId = garde.id;
    version.fusionDe = enTrop.id;
    version.fusionRang = enTrop.rang;
    return version;
  }

  VersionLot avantFusion(UUID enTrop) {
    fusionDe = enTrop;
    return this;
  }

  List<MarcheDecp.Titulaire> titulairesPublies() {
    return FaitsPublies.lireTitulaires(titulaires);
  }

  private static VersionLot neuve(UUID lot) {
    var version = new VersionLot();
    version.id = UUID.randomUUID();
    version.lotId = lot;
    return version;
  }
}
