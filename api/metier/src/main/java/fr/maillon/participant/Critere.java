package fr.maillon.participant;

/**
 * Le critère principal d'éligibilité (domaine, 5). Une catégorie codée, jamais un récit : certains
 * critères disent l'état de santé ou une mesure de justice, et n'existent ici que sous leur nom.
 */
public enum Critere {
  DELD("Demandeur d'emploi de longue durée (plus de 12 mois)"),
  DETLD("Demandeur d'emploi de très longue durée (24 mois)"),
  RSA("Allocataire du RSA"),
  ASS("Allocataire de l'ASS"),
  AAH("Allocataire de l'AAH", true),
  ALLOCATION_INSERTION("Allocation d'insertion"),
  PENSION_INVALIDITE("Pension d'invalidité", true),
  TRAVAILLEUR_HANDICAPE("Travailleur handicapé (RQTH)", true),
  JEUNE_MOINS_26("Jeune de moins de 26 ans"),
  SENIOR_PLUS_50("Senior de plus de 50 ans"),
  RESIDENT_QPV("Résident d'un quartier prioritaire"),
  PRISE_EN_CHARGE_IAE("Prise en charge par l'IAE"),
  EA_EATT_ESAT("Entreprise adaptée ou ESAT", true),
  REGIE_QUARTIER("Régie de quartier"),
  EPIDE("EPIDE"),
  E2C("École de la 2e chance"),
  GEIQ("GEIQ"),
  REFUGIE("Réfugié ou protégé"),
  SORTANT_ASE("Sortant de l'aide sociale à l'enfance"),
  SORTANT_DETENTION("Sortant de détention ou suivi par la justice", true),
  PARENT_ISOLE("Parent isolé"),
  SANS_HEBERGEMENT("Sans hébergement"),
  FLE_SOUS_A1("Français sous le niveau A1"),
  MOBILITE("Freins de mobilité"),
  ZRR("Résident en zone de revitalisation rurale"),
  AUTRE("Autre, sur avis motivé");

  private final String libelle;
  private final boolean sensible;

  Critere(String libelle) {
    this(libelle, false);
  }

  Critere(String libelle, boolean sensible) {
    this.libelle = libelle;
    this.sensible = sensible;
  }

  public String libelle() {
    return libelle;
  }

  /** Vrai pour une donnée de santé (RGPD, article 9) ou d'infraction (article 10). */
  public boolean sensible() {
    return sensible;
  }
}
