package fr.maillon.filtre;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Un filtre d'une liste de l'espace, qu'une personne garde sous un nom. */
@Entity
@Table(schema = "metier", name = "filtre_garde")
class FiltreDEspace {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  String liste;

  @Column(name = "proprietaire_id")
  UUID proprietaire;

  @Column(name = "proprietaire_nom")
  String proprietaireNom;

  String nom;
  String requete;
  boolean partage;

  @Column(name = "cree_le")
  Instant creeLe;

  @Version int version;

  FiltreDEspace() {}

  FiltreDEspace(
      Identite proprietaire,
      Instant quand,
      String liste,
      String nom,
      String requete,
      boolean partage) {
    this.id = UUID.randomUUID();
    this.proprietaire = proprietaire.id();
    this.proprietaireNom = proprietaire.nom();
    this.creeLe = quand;
    this.liste = liste;
    this.nom = nom.strip();
    this.requete = requete;
    this.partage = partage;
  }
}
