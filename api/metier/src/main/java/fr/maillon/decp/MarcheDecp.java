package fr.maillon.decp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Un marché ou une concession, tel que les formats 2019 et 2022 le décrivent ensemble (schémas
 * 1.5.0 et 2.0.4).
 *
 * <p>Toute valeur est nettoyée. {@code null} signifie « non déclaré ou inutilisable », et une liste
 * vide « non déclaré » ; ce qui a été écarté reste lisible dans les avertissements de
 * l'enregistrement.
 *
 * @param id numéro donné par l'acheteur ; n'identifie pas un lot, voir {@link #cleDeLot()}. {@code
 *     null} si absent
 * @param acheteurId SIRET de l'acheteur (ou de l'autorité concédante), 14 chiffres, jamais {@code
 *     null}
 * @param acheteurNom nom de l'acheteur, format 2019 seulement
 * @param nature valeur de la liste DECP ; « Accord-cadre » et « Marché subséquent » du format 2019
 *     y restent lisibles
 * @param objet texte libre, une seule ligne
 * @param codeCpv huit chiffres, sans clé de contrôle
 * @param techniques format 2022, ou déduit de {@code nature} en 2019
 * @param modalitesExecution format 2022, ou déduit de {@code nature} en 2019
 * @param idAccordCadre numéro de l'accord-cadre parent
 * @param procedure valeur de la liste DECP, ou texte d'origine si elle n'y figure pas
 * @param lieu lieu d'exécution, {@code null} pour une concession 2022
 * @param dureeMois durée en mois, au moins 1
 * @param dateNotification date de notification (de signature pour une concession)
 * @param datePublication {@code datePublicationDonnees}
 * @param montant euros HT, montant ou maximum estimé ; {@code null} pour une concession
 * @param formePrix « Unitaire », « Forfaitaire » ou « Mixte », format 2022 seulement
 * @param typesPrix format 2022, ou déduit de {@code formePrix} en 2019
 * @param titulaires titulaires ou concessionnaires
 * @param considerationsSociales vide = inconnu, jamais « aucune »
 * @param considerationsEnvironnementales vide = inconnu
 * @param tauxAvance entre 0 et 1
 * @param origineUE part entre 0 et 1
 * @param origineFrance part entre 0 et 1
 * @param concession données propres aux concessions, {@code null} pour un marché
 * @param format format du fichier dont il vient
 * @param jumeau 0, sauf pour les lots d'un même fichier que rien d'autre ne distingue : voir {@link
 *     #cleDeLot()}
 */
public record MarcheDecp(
    String id,
    String acheteurId,
    String acheteurNom,
    String nature,
    String objet,
    String codeCpv,
    List<String> techniques,
    List<String> modalitesExecution,
    String idAccordCadre,
    String procedure,
    String ccag,
    Lieu lieu,
    Integer dureeMois,
    LocalDate dateNotification,
    LocalDate datePublication,
    BigDecimal montant,
    String formePrix,
    List<String> typesPrix,
    List<Titulaire> titulaires,
    Set<ConsiderationSociale> considerationsSociales,
    Set<ConsiderationEnvironnementale> considerationsEnvironnementales,
    List<Modification> modifications,
    List<ActeSousTraitance> actesSousTraitance,
    List<ModificationActe> modificationsActesSousTraitance,
    Boolean marcheInnovant,
    Integer offresRecues,
    Boolean attributionAvance,
    BigDecimal tauxAvance,
    String typeGroupement,
    Boolean sousTraitanceDeclaree,
    BigDecimal origineUE,
    BigDecimal origineFrance,
    Concession concession,
    FormatDecp format,
    int jumeau) {

  /**
   * Lieu d'exécution.
   *
   * @param code code postal, commune, département… selon {@code typeCode}
   * @param typeCode valeur de la liste DECP, ou texte d'origine
   * @param nom libellé, format 2019 seulement
   */
  public record Lieu(String code, String typeCode, String nom) {}

  /**
   * Titulaire, concessionnaire ou sous-traitant.
   *
   * @param typeIdentifiant {@code SIRET}, {@code TVA}, {@code TAHITI}, {@code RIDET}, {@code FRWF},
   *     {@code IREP}, {@code UE}, {@code HORS-UE}, ou texte d'origine
   * @param id identifiant nettoyé de ses espaces, {@code null} si absent
   * @param denominationSociale format 2019 seulement
   */
  public record Titulaire(String typeIdentifiant, String id, String denominationSociale) {}

  /**
   * Une modification. Seul ce qui change est déclaré ; {@code titulaires} est alors la nouvelle
   * liste complète.
   *
   * @param id numéro déclaré, peu fiable (répété, ou à partir de 0), {@code null} en 2019
   * @param objet {@code objetModification}, format 2019 seulement
   * @param montant nouveau montant (valeur globale pour une concession), euros HT
   */
  public record Modification(
      Integer id,
      String objet,
      LocalDate dateNotification,
      LocalDate datePublication,
      Integer dureeMois,
      BigDecimal montant,
      List<Titulaire> titulaires) {
    public Modification {
      titulaires = List.copyOf(titulaires);
    }
  }

  /**
   * Un acte de sous-traitance (format 2022). Il peut exister alors que {@code
   * sousTraitanceDeclaree} est faux : déclaré après l'attribution.
   */
  public record ActeSousTraitance(
      Integer id,
      Titulaire sousTraitant,
      Integer dureeMois,
      LocalDate dateNotification,
      LocalDate datePublication,
      BigDecimal montant,
      String variationPrix) {}

  /**
   * Modification d'un acte de sous-traitance.
   *
   * @param idActe numéro de l'acte modifié
   */
  public record ModificationActe(
      Integer idActe,
      LocalDate dateNotification,
      LocalDate datePublication,
      Integer dureeMois,
      BigDecimal montant) {}

  /**
   * Ce que seule une concession déclare.
   *
   * @param valeurGlobale euros HT
   * @param montantSubventionPublique euros HT
   */
  public record Concession(
      LocalDate dateSignature,
      LocalDate dateDebutExecution,
      BigDecimal valeurGlobale,
      BigDecimal montantSubventionPublique) {}

  public MarcheDecp {
    techniques = List.copyOf(techniques);
    modalitesExecution = List.copyOf(modalitesExecution);
    typesPrix = List.copyOf(typesPrix);
    titulaires = List.copyOf(titulaires);
    considerationsSociales =
        Collections.unmodifiableSet(new LinkedHashSet<>(considerationsSociales));
    considerationsEnvironnementales =
        Collections.unmodifiableSet(new LinkedHashSet<>(considerationsEnvironnementales));
    modifications = List.copyOf(modifications);
    actesSousTraitance = List.copyOf(actesSousTraitance);
    modificationsActesSousTraitance = List.copyOf(modificationsActesSousTraitance);
  }

  public boolean estConcession() {
    return concession != null;
  }

  /** Vrai si l'acheteur n'a rien déclaré de lisible sur le social : à demander, pas à supposer. */
  public boolean considerationSocialeInconnue() {
    return considerationsSociales.isEmpty();
  }

  /** Vrai si au moins une valeur positive est déclarée. */
  public boolean estSocial() {
    return considerationsSociales.stream().anyMatch(c -> c != ConsiderationSociale.AUCUNE);
  }

  /**
   * Identité stable d'un lot d'un fichier à l'autre, 64 caractères hexadécimaux.
   *
   * <p>(acheteur, numéro) n'est pas une clé : plusieurs lots partagent souvent un numéro (README
   * DECP §8). S'y ajoutent ce qui distingue les lots et que les republications gardent :
   *
   * <ul>
   *   <li>l'objet, réduit à ses lettres et chiffres ASCII : un accent perdu ou retrouvé n'en fait
   *       pas un autre lot ;
   *   <li>les titulaires initiaux, triés, par SIREN : un accord-cadre à plusieurs attributaires
   *       garde ses lignes, un titulaire qui change d'établissement reste le même ;
   *   <li>le numéro sans son rang de modification (année, numéro, deux chiffres) : le format 2019
   *       en change à chaque avenant. Le format 2022 n'en a plus : seul « 00 » y est retiré, pour
   *       retrouver un contrat publié sous l'ancien.
   * </ul>
   *
   * <p>Montant, CPV, dates et modifications n'y entrent pas : ils changent d'une publication à
   * l'autre. Quand un même fichier porte pourtant deux lots que seuls CPV ou montant séparent, le
   * second prend le {@code jumeau} 1, le suivant 2, dans l'ordre du fichier. Limites connues : une
   * correction des titulaires initiaux donne un nouveau lot ; un lot jumeau republié seul passe
   * pour le premier.
   */
  public String cleDeLot() {
    return Identite.cleDeLot(this);
  }

  /**
   * Rang de la dernière modification, dit par le numéro du format 2019 ; 0 quand le numéro n'en dit
   * rien.
   */
  public int rangDeModification() {
    return Identite.rang(this);
  }

  /** Les titulaires tels que l'identité du lot les compare : par SIREN, triés. */
  public String titulairesCompares() {
    return Identite.titulaires(titulaires);
  }

  /** Les mêmes, pour des titulaires déjà gardés. */
  public static String titulairesCompares(List<Titulaire> titulaires) {
    return Identite.titulaires(titulaires);
  }

  /** L'objet réduit à ses lettres et chiffres, sans ce qui dit seulement qu'il est republié. */
  public static String objetCompare(String objet) {
    return objet == null
        ? ""
        : Texte.squelette(objet)
            .replaceAll("annuleetremplace|annulesetremplaces|rectificatif|republication", "");
  }

  /**
   * SHA-256 de tout le contenu nettoyé, 64 caractères hexadécimaux : égal si et seulement si rien
   * n'a changé.
   */
  public String empreinte() {
    return Identite.empreinte(this);
  }
}
