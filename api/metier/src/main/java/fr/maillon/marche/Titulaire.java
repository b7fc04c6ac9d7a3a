package fr.maillon.marche;

import fr.maillon.decp.MarcheDecp;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/**
 * Une entreprise attributaire d'un lot, dans l'ordre publié. Le format 2022 ne donne que
 * l'identifiant.
 */
@Entity
@Table(schema = "metier", name = "titulaire")
@IdClass(Titulaire.Cle.class)
class Titulaire {
  @Id
  @Column(name = "lot_id")
  UUID lotId;

  @Id int rang;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "type_identifiant")
  String typeIdentifiant;

  String identifiant;
  String denomination;

  Titulaire() {}

  static Titulaire de(UUID lot, int rang, MarcheDecp.Titulaire publie) {
    var titulaire = new Titulaire();
    titulaire.lotId = lot;
    titulaire.rang = rang;
    titulaire.devenir(publie);
    return titulaire;
  }

  void devenir(MarcheDecp.Titulaire publie) {
    typeIdentifiant = publie.typeIdentifiant();
    identifiant = publie.id();
    denomination = publie.denominationSociale();
  }

  boolean est(MarcheDecp.Titulaire publie) {
    return Objects.equals(typeIdentifiant, publie.typeIdentifiant())
        && Objects.equals(identifiant, publie.id())
        && Objects.equals(denomination, publie.denominationSociale());
  }

  MarcheDecp.Titulaire publie() {
    return new MarcheDecp.Titulaire(typeIdentifiant, identifiant, denomination);
  }

  String nom() {
    return denomination == null ? identifiant : denomination;
  }

  record Cle(UUID lotId, int rang) {}
}
