package fr.maillon.importespaces;

import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/**
 * Un fichier d'espaces à ouvrir. Déposé, il est relu et n'ouvre rien. Confirmé, il court : chaque
 * ligne prête devient un espace, dans sa propre transaction ; un arrêt ne perd que le temps qu'il
 * dure. Terminé, il ne change plus.
 */
@Entity
@Table(schema = "plateforme", name = "import_espaces")
class FichierEspaces {
  @Id UUID id;
  String fichier;

  @Enumerated(EnumType.STRING)
  EtatFichier etat;

  int lignes;
  int fautives;

  @Column(name = "demande_par")
  UUID demandePar;

  @Column(name = "demande_par_nom")
  String demandeParNom;

  @Column(name = "cree_le")
  Instant creeLe;

  @Column(name = "confirme_le")
  Instant confirmeLe;

  @Column(name = "fini_le")
  Instant finiLe;

  @Version int version;

  FichierEspaces() {}

  FichierEspaces(String fichier, UUID par, String parNom, Instant quand) {
    id = UUID.randomUUID();
    this.fichier = fichier;
    etat = EtatFichier.DEPOSE;
    demandePar = par;
    demandeParNom = parNom;
    creeLe = quand;
  }

  void compter(int toutes, int fausses) {
    lignes = toutes;
    fautives = fausses;
  }

  /** Confirmé, ou repris par un autre : celui-ci répond désormais des espaces qui s'ouvrent. */
  void confirmer(UUID par, String parNom, Instant quand) {
    if (etat == EtatFichier.TERMINE) {
      throw new RegleMetier("import-termine", "Ce fichier est déjà traité.");
    }
    if (lignes == fautives) {
      throw new RegleMetier(
          "rien-a-ouvrir",
          "Aucune ligne de ce fichier n'est prête. Corrigez-le, puis déposez-le de nouveau.");
    }
    etat = EtatFichier.EN_COURS;
    demandePar = par;
    demandeParNom = parNom;
    confirmeLe = quand;
  }

  void terminer(Instant quand) {
    etat = EtatFichier.TERMINE;
    finiLe = quand;
  }
}
