package fr.maillon.maitreouvrage;

import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/**
 * Ce que l'espace dit de lui-même : à qui écrire, sa couleur, son logo. Tenu par son
 * administrateur, à défaut par l'administration centrale.
 */
@Entity
@Table(schema = "plateforme", name = "fiche_espace")
class FicheEspace {
  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Column(name = "contact_nom")
  String contactNom;

  @Column(name = "contact_courriel")
  String contactCourriel;

  @Column(name = "contact_telephone")
  String contactTelephone;

  String couleur;
  byte[] logo;

  @Column(name = "validation_separee")
  boolean validationSeparee;

  @Column(name = "logo_type")
  String logoType;

  @Column(name = "logo_empreinte")
  String logoEmpreinte;

  @Version int version;

  FicheEspace() {}

  FicheEspace(UUID espace) {
    this.espace = espace;
  }

  void decrire(String nom, String courriel, String telephone, String saCouleur, Boolean separee) {
    contactNom = nom;
    contactCourriel = courriel;
    contactTelephone = telephone;
    couleur = saCouleur;
    validationSeparee = separee == null ? validationSeparee : separee;
  }

  /**
   * @param image null : plus de logo
   */
  void porter(Logo image) {
    logo = image == null ? null : image.contenu();
    logoType = image == null ? null : image.type();
    logoEmpreinte = image == null ? null : image.empreinte();
  }

  void verifier(Integer lue) {
    if (lue == null || lue != version) {
      throw new VersionPerimee();
    }
  }
}
