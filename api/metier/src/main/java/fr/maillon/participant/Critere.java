package fr.maillon.participant;

/**
 * Le critère principal d'éligibilité (domaine, 5). Une catégorie codée, jamais un récit : certains critères disent l'état de santé ou une
 * mesure de justice, et n'existent ici que sous leur nom.
 */
public enum Critere {
  /** Demandeur d'emploi de longue durée : plus de 12 mois d'inscription. */
  DELD,
  /** Demandeur d'emploi de très longue durée : 24 mois ou plus. */
  DETLD,
  RSA, ASS,
  /** Allocation aux adultes handicapés. */
  AAH(true),
  ALLOCATION_INSERTION,
  PENSION_INVALIDITE(true),
  /** Bénéficiaire de l'obligation d'emploi (RQTH, article L5212-13 du code du travail). */
  TRAVAILLEUR_HANDICAPE(true),
  JEUNE_MOINS_26, SENIOR_PLUS_50, RESIDENT_QPV, PRISE_EN_CHARGE_IAE,
  /** Accompagné par une entreprise adaptée ou un ESAT. */
  EA_EATT_ESAT(true),
  REGIE_QUARTIER, EPIDE, E2C, GEIQ, REFUGIE, SORTANT_ASE,
  /** Sortant de détention ou personne placée sous main de justice. */
  SORTANT_DETENTION(true),
  PARENT_ISOLE, SANS_HEBERGEMENT, FLE_SOUS_A1, MOBILITE, ZRR,
  /** Avis motivé de France Travail, d'une MDE, d'une mission locale ou d'une MDPH, validé par le facilitateur. */
  AUTRE;

  private final boolean sensible;

  Critere() {
    this(false);
  }

  Critere(boolean sensible) {
    this.sensible = sensible;
  }

  /** Vrai pour une donnée de santé (RGPD, article 9) ou d'infraction (article 10). */
  public boolean sensible() {
    return sensible;
  }
}
