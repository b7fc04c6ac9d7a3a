package fr.maillon.filtre;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/**
 * Un filtre du portefeuille qu'une personne garde sous un nom, pour elle ou pour toute l'équipe.
 */
@Entity
@Table(schema = "plateforme", name = "filtre")
class Filtre {
  @Id UUID id;

  @Column(name = "proprietaire_id")
  UUID proprietaire;

  @Column(name = "proprietaire_nom")
  String proprietaireNom;

  String nom;
  String requete;
  boolean partage;

  @Column(name = "retire_par_nom")
  String retireParNom;

  @Column(name = "par_defaut")
  boolean parDefaut;

  @Column(name = "cree_le")
  Instant creeLe;

  @Version int version;

  Filtre() {}

  Filtre(
      Identite proprietaire,
      Instant quand,
      String nom,
      RequeteDeFiltre requete,
      boolean partage,
      boolean parDefaut) {
    this.id = UUID.randomUUID();
    this.proprietaire = proprietaire.id();
    this.proprietaireNom = proprietaire.nom();
    this.creeLe = quand;
    changer(nom, requete, partage, parDefaut);
  }

  /**
   * Repartager ce que la coordination avait retiré efface le retrait : elle peut le retirer à
   * nouveau.
   */
  final void changer(String nom, RequeteDeFiltre requete, boolean partage, boolean parDefaut) {
    this.nom = nom.strip();
    this.requete = requete.texte();
    this.partage = partage;
    this.parDefaut = parDefaut;
    if (partage) {
      retireParNom = null;
    }
  }

  void nePlusEtreParDefaut() {
    parDefaut = false;
  }

  void retirer(Identite coordination) {
    partage = false;
    retireParNom = coordination.nom();
  }

  boolean appartientA(UUID personne) {
    return proprietaire.equals(personne);
  }

  void exigerVersion(int lue) {
    if (lue != version) {
      throw new VersionPerimee();
    }
  }
}
