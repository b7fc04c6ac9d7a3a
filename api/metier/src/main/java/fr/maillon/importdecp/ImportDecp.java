package fr.maillon.importdecp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Un import : le fichier déposé, où en est sa lecture, ce qu'elle a donné. Chaque enregistrement lu
 * y est compté une fois et une seule.
 */
@Entity
@Table(schema = "metier", name = "import_decp")
class ImportDecp {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  String fichier;
  long octets;
  String format;

  @Enumerated(EnumType.STRING)
  EtatImport etat;

  @Column(name = "octets_lus")
  long octetsLus;

  int lus;
  int crees;

  @Column(name = "mis_a_jour")
  int misAJour;

  int inchanges;

  @Column(name = "hors_perimetre")
  int horsPerimetre;

  @Column(name = "avec_avertissement")
  int avecAvertissement;

  int refuses;
  int tentatives;
  String echec;
  boolean reprenable;
  String empreinte;

  @Column(name = "deja_importe_le")
  Instant dejaImporteLe;

  @Column(name = "demande_par")
  UUID demandePar;

  @Column(name = "demande_par_nom")
  String demandeParNom;

  @Column(name = "cree_le")
  Instant creeLe;

  @Column(name = "fini_le")
  Instant finiLe;

  ImportDecp() {}

  static ImportDecp depose(String fichier, UUID demandePar, String nom, Instant quand) {
    var job = new ImportDecp();
    job.id = UUID.randomUUID();
    job.fichier = fichier;
    job.etat = EtatImport.DEPOSE;
    job.tentatives = 1;
    job.demandePar = demandePar;
    job.demandeParNom = nom;
    job.creeLe = quand;
    return job;
  }

  // Tout changement passe par une méthode d'ici : EclipseLink ne voit pas un champ changé depuis
  // une autre classe.

  void recevoir(long sesOctets, String sonEmpreinte) {
    octets = sesOctets;
    empreinte = sonEmpreinte;
  }

  /**
   * @param deja quand ce même fichier a été importé ; null : jamais
   */
  void reconnaitre(Instant deja) {
    dejaImporteLe = deja;
  }

  void commencer() {
    etat = EtatImport.EN_COURS;
  }

  void lireJusque(long octet, String sonFormat) {
    octetsLus = Math.min(Math.max(octet, octetsLus), octets);
    format = sonFormat == null ? format : sonFormat;
  }

  void compter(ResultatLigne resultat, boolean averti) {
    lus++;
    avecAvertissement += averti ? 1 : 0;
    switch (resultat) {
      case CREE -> crees++;
      case MIS_A_JOUR -> misAJour++;
      case INCHANGE -> inchanges++;
      case REFUSE -> refuses++;
    }
  }

  void compterHorsPerimetre() {
    lus++;
    horsPerimetre++;
  }

  void terminer(String sonFormat, Instant quand) {
    etat = EtatImport.TERMINE;
    format = sonFormat;
    octetsLus = octets;
    reprenable = false;
    finiLe = quand;
  }

  void echouer(String raison, boolean peutRepartir, Instant quand) {
    etat = EtatImport.ECHEC;
    echec = raison;
    reprenable = peutRepartir;
    finiLe = quand;
  }

  void repartir(UUID demandeur, String nom) {
    etat = EtatImport.EN_COURS;
    echec = null;
    finiLe = null;
    reprenable = false;
    tentatives++;
    demandePar = demandeur;
    demandeParNom = nom;
  }
}
