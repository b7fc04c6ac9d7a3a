package fr.maillon.execution;

import fr.maillon.maitreouvrage.Siret;
import fr.maillon.participant.Nir;
import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Le contrat d'une personne sur un engagement. Il porte la décision d'éligibilité qui l'a permis.
 */
@Entity
@Table(schema = "metier", name = "contrat")
class Contrat {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "engagement_id")
  UUID engagementId;

  @Column(name = "marche_id")
  UUID marcheId;

  @Column(name = "participant_id")
  UUID participantId;

  @Column(name = "eligibilite_id")
  UUID eligibiliteId;

  @Enumerated(EnumType.STRING)
  NatureContrat nature;

  @Enumerated(EnumType.STRING)
  Modalite modalite;

  @Column(name = "employeur_siret")
  String employeurSiret;

  @Column(name = "employeur_nom")
  String employeurNom;

  LocalDate debut;
  LocalDate fin;

  @Column(name = "motif_tardif")
  String motifTardif;

  @Column(name = "cree_par_nom")
  String creeParNom;

  @Column(name = "cree_le")
  Instant creeLe;

  @Version int version;

  Contrat() {}

  static Contrat ouvrir(OuvrirContrat.Command c) {
    var contrat = new Contrat();
    contrat.id = UUID.randomUUID();
    contrat.engagementId = c.engagementId();
    contrat.participantId = c.participantId();
    contrat.decrire(
        c.nature(), c.modalite(), c.employeurSiret(), c.employeurNom(), c.debut(), c.fin());
    return contrat;
  }

  void corriger(ModifierContrat.Command c) {
    decrire(c.nature(), c.modalite(), c.employeurSiret(), c.employeurNom(), c.debut(), c.fin());
  }

  void finir(LocalDate dernierJour) {
    decrire(nature, modalite, employeurSiret, employeurNom, debut, dernierJour);
  }

  private void decrire(
      NatureContrat saNature,
      Modalite saModalite,
      String siret,
      String nom,
      LocalDate premierJour,
      LocalDate dernierJour) {
    var employeur =
        Siret.lire(siret)
            .orElseThrow(
                () ->
                    new RegleMetier(
                        "siret-invalide",
                        "employeurSiret",
                        "Le SIRET de l'employeur compte 14 chiffres, dont une clé : celui-ci ne la"
                            + " respecte pas. Recopiez-le."));
    if (dernierJour != null && dernierJour.isBefore(premierJour)) {
      throw new RegleMetier(
          "dates-incoherentes", "fin", "Le contrat finit au plus tôt le jour où il commence.");
    }
    Nir.refuser("employeurNom", nom);
    nature = saNature;
    modalite = saModalite;
    employeurSiret = employeur.valeur();
    employeurNom = nom.strip();
    debut = premierJour;
    fin = dernierJour;
  }
}
