package fr.maillon.marche;

import fr.maillon.decp.ConsiderationSociale;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Ce qu'une publication dit d'un lot : la version que le lot a retenue, ou une de celles qu'il a
 * laissées.
 */
@MappedSuperclass
abstract class ContenuPublie {
  @Column(name = "cle_source")
  String cleSource;

  String empreinte;

  @Column(name = "derniere_publication")
  LocalDate dernierePublication;

  @Column(name = "rang_publie")
  int rangPublie;

  @Column(name = "lue_le")
  Instant lueLe;

  String objet;

  @Column(name = "code_cpv")
  String codeCpv;

  BigDecimal montant;

  @Column(name = "duree_mois")
  Integer dureeMois;

  @Column(name = "date_notification")
  LocalDate dateNotification;

  @Column(name = "date_publication")
  LocalDate datePublication;

  String procedure;
  String nature;
  String ccag;
  String techniques;

  @Column(name = "modalites_execution")
  String modalitesExecution;

  @Column(name = "types_prix")
  String typesPrix;

  @Column(name = "forme_prix")
  String formePrix;

  @Column(name = "lieu_code")
  String lieuCode;

  @Column(name = "lieu_type")
  String lieuType;

  @Column(name = "lieu_nom")
  String lieuNom;

  @Column(name = "offres_recues")
  Integer offresRecues;

  @Column(name = "sociale_connue")
  boolean socialeConnue;

  @Column(name = "sociale_clause")
  boolean socialeClause;

  @Column(name = "sociale_critere")
  boolean socialeCritere;

  @Column(name = "sociale_reserve")
  boolean socialeReserve;

  String environnementales;
  String modifications;

  @Column(name = "sous_traitance")
  String sousTraitance;

  int avertissements;

  /**
   * Une classe fille ne lit pas le champ d'une autre : EclipseLink tisse cette lecture comme si
   * elle était la sienne.
   */
  String empreinte() {
    return empreinte;
  }

  List<Object> contenu() {
    return Arrays.asList(
        objet,
        codeCpv,
        montant == null ? null : montant.stripTrailingZeros(),
        dureeMois,
        dateNotification,
        procedure,
        nature,
        ccag,
        techniques,
        modalitesExecution,
        typesPrix,
        formePrix,
        lieuCode,
        lieuType,
        lieuNom,
        offresRecues,
        socialeConnue,
        socialeClause,
        socialeCritere,
        socialeReserve,
        environnementales,
        modifications,
        sousTraitance);
  }

  void remplir(Publication p, Instant quand) {
    var m = p.contenu();
    cleSource = p.cle();
    empreinte = p.empreinte();
    datePublication = m.datePublication();
    dernierePublication = p.dernierePublication();
    rangPublie = p.rang();
    lueLe = quand;
    objet = m.objet();
    codeCpv = m.codeCpv();
    montant = p.montant();
    dureeMois = m.dureeMois();
    dateNotification = m.dateNotification();
    procedure = m.procedure();
    nature = m.nature();
    ccag = m.ccag();
    techniques = Publication.liste(m.techniques());
    modalitesExecution = Publication.liste(m.modalitesExecution());
    typesPrix = Publication.liste(m.typesPrix());
    formePrix = m.formePrix();
    lieuCode = m.lieu() == null ? null : m.lieu().code();
    lieuType = m.lieu() == null ? null : m.lieu().typeCode();
    lieuNom = m.lieu() == null ? null : m.lieu().nom();
    offresRecues = m.offresRecues();
    socialeConnue = !m.considerationSocialeInconnue();
    socialeClause = m.considerationsSociales().contains(ConsiderationSociale.CLAUSE);
    socialeCritere = m.considerationsSociales().contains(ConsiderationSociale.CRITERE);
    socialeReserve =
        m.considerationsSociales().contains(ConsiderationSociale.RESERVE)
            || m.considerationsSociales().contains(ConsiderationSociale.CONCESSION_RESERVEE);
    environnementales =
        Publication.liste(
            m.considerationsEnvironnementales().stream().map(c -> c.libelle()).toList());
    modifications = FaitsPublies.ecrireModifications(m.modifications());
    sousTraitance =
        FaitsPublies.ecrireSousTraitance(
            m.actesSousTraitance(), m.modificationsActesSousTraitance());
    avertissements = p.avertissements();
  }

  void copier(ContenuPublie autre) {
    cleSource = autre.cleSource;
    empreinte = autre.empreinte;
    dernierePublication = autre.dernierePublication;
    rangPublie = autre.rangPublie;
    lueLe = autre.lueLe;
    objet = autre.objet;
    codeCpv = autre.codeCpv;
    montant = autre.montant;
    dureeMois = autre.dureeMois;
    dateNotification = autre.dateNotification;
    datePublication = autre.datePublication;
    procedure = autre.procedure;
    nature = autre.nature;
    ccag = autre.ccag;
    techniques = autre.techniques;
    modalitesExecution = autre.modalitesExecution;
    typesPrix = autre.typesPrix;
    formePrix = autre.formePrix;
    lieuCode = autre.lieuCode;
    lieuType = autre.lieuType;
    lieuNom = autre.lieuNom;
    offresRecues = autre.offresRecues;
    socialeConnue = autre.socialeConnue;
    socialeClause = autre.socialeClause;
    socialeCritere = autre.socialeCritere;
    socialeReserve = autre.socialeReserve;
    environnementales = autre.environnementales;
    modifications = autre.modifications;
    sousTraitance = autre.sousTraitance;
    avertissements = autre.avertissements;
  }

  /**
   * Date de publication, puis rang ; l'ordre d'import départage ensuite. Une date inconnue ne
   * précède ni ne suit.
   */
  int comparer(LocalDate date, int rang) {
    int parDate =
        date == null || dernierePublication == null ? 0 : dernierePublication.compareTo(date);
    return parDate != 0 ? parDate : Integer.compare(rangPublie, rang);
  }
}
