package fr.maillon.marche;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** Une entreprise attributaire d'un lot, dans l'ordre publié. Le format 2022 ne donne que l'identifiant. */
@Entity
@Table(schema = "metier", name = "titulaire")
@IdClass(Titulaire.Cle.class)
class Titulaire {
  @Id @Column(name = "lot_id") UUID lotId;
  @Id int rang;
  @Column(name = "tenant_id", insertable = false, updatable = false) UUID tenantId;
  @Column(name = "type_identifiant") String typeIdentifiant;
  String identifiant;
  String denomination;

  record Cle(UUID lotId, int rang) {}
}
