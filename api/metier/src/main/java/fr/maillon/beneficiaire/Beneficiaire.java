package fr.maillon.beneficiaire;

import fr.maillon.liste.Texte;
import fr.maillon.maitreouvrage.Siret;
import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import java.util.UUID;

/**
 * Un organisme pour qui la centrale achète, reconnu à son SIRET. Ajouté, renommé, retiré par son
 * référent ou son administrateur.
 */
@Entity
@Table(schema = "plateforme", name = "beneficiaire")
class Beneficiaire {
  @Id UUID id;

  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  String siret;
  String nom;
  String commune;
  String recherche;
  @Version int version;

  Beneficiaire() {}

  Beneficiaire(UUID espace, String siret, String nom, String commune) {
    id = UUID.randomUUID();
    this.espace = espace;
    this.siret = siret;
    nommer(nom, commune);
  }

  /**
   * @return vrai quand quelque chose a changé
   */
  boolean nommer(String sonNom, String saCommune) {
    boolean change = !Objects.equals(nom, sonNom) || !Objects.equals(commune, saCommune);
    nom = sonNom;
    commune = saCommune;
    recherche = Texte.cherchable(sonNom + " " + (saCommune == null ? "" : saCommune) + " " + siret);
    return change;
  }

  /**
   * @throws RegleMetier {@code siret-invalide}
   */
  static String siret(String texte) {
    return Siret.lire(texte)
        .orElseThrow(
            () ->
                new RegleMetier(
                    "siret-invalide",
                    "siret",
                    "Ce SIRET n'est pas juste : 14 chiffres, dont une clé. Recopiez-le."))
        .valeur();
  }

  /**
   * @throws RegleMetier {@code nom-invalide}
   */
  static String nom(String texte) {
    var net = texte == null ? "" : texte.strip().replaceAll("\\s+", " ");
    if (net.isEmpty() || net.length() > 200) {
      throw new RegleMetier(
          "nom-invalide", "nom", "Donnez le nom du bénéficiaire, en 200 caractères au plus.");
    }
    return net;
  }

  /**
   * @throws RegleMetier {@code commune-invalide}
   */
  static String commune(String texte) {
    var net = texte == null || texte.isBlank() ? null : texte.strip().replaceAll("\\s+", " ");
    if (net != null && net.length() > 120) {
      throw new RegleMetier(
          "commune-invalide", "commune", "Le nom de la commune compte 120 caractères au plus.");
    }
    return net;
  }
}
