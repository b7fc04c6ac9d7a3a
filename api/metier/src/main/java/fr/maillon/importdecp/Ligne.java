package fr.maillon.importdecp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Ce qu'il est advenu d'un enregistrement de l'acheteur. Ceux des autres acheteurs sont comptés,
 * non listés.
 */
@Entity(name = "LigneImport")
@Table(schema = "metier", name = "import_ligne")
@IdClass(Ligne.Cle.class)
class Ligne {
  @Id
  @Column(name = "import_id")
  UUID importId;

  @Id int rang;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Enumerated(EnumType.STRING)
  ResultatLigne resultat;

  String numero;
  String objet;

  @Column(name = "marche_id")
  UUID marcheId;

  @Column(name = "lot_id")
  UUID lotId;

  @Column(name = "version_id")
  UUID versionId;

  @Column(name = "doublon_lot_id")
  UUID doublonLotId;

  @Enumerated(EnumType.STRING)
  @Column(name = "doublon_etat")
  EtatDoublon doublonEtat;

  String champ;
  String valeur;
  String raison;
  String avertissements;

  void retablie() {
    versionId = null;
  }

  void decider(EtatDoublon etat) {
    doublonEtat = etat;
  }

  record Cle(UUID importId, int rang) {}
}
