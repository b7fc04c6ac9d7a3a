package fr.maillon.calibrage;

import java.math.BigDecimal;

/**
 * F1, la formule de base : {@code heures = montant HT × part de main-d'oeuvre × taux d'insertion ÷
 * coût horaire}. Source : fiches publiques de facilitateurs (mefsud77.fr, laser-emploi.fr) ; il
 * n'existe pas de table nationale officielle des parts.
 *
 * @param montantHt montant hors taxes du lot, en euros, zéro ou plus
 * @param partMainOeuvre part de la main-d'oeuvre dans ce montant, de 0 à 1 ; 0 donne 0 heure
 * @param tauxInsertion part du travail réservée à l'insertion, de 0 à 1 (usage publié : 0,05 à
 *     0,20)
 * @param coutHoraire coût horaire chargé, en euros par heure, plus de 0
 */
public record ParMontant(
    BigDecimal montantHt,
    BigDecimal partMainOeuvre,
    BigDecimal tauxInsertion,
    BigDecimal coutHoraire)
    implements Formule {
  public ParMontant {
    Bornes.positifOuNul("montantHt", "Le montant hors taxes", montantHt);
    Bornes.proportion("partMainOeuvre", "La part de main-d'œuvre", partMainOeuvre);
    Bornes.proportion("tauxInsertion", "Le taux d'insertion", tauxInsertion);
    Bornes.positif("coutHoraire", "Le coût horaire", coutHoraire);
  }

  @Override
  public String code() {
    return "F1";
  }

  @Override
  public BigDecimal heures(int decimales) {
    return new Quotient(montantHt.multiply(partMainOeuvre).multiply(tauxInsertion), coutHoraire)
        .arrondi(decimales);
  }

  /** Tout le travail que le lot demande, insertion ou non, en heures arrondies à l'heure. */
  public BigDecimal heuresMainOeuvre() {
    return new Quotient(montantHt.multiply(partMainOeuvre), coutHoraire).arrondi(0);
  }

  @Override
  public String enClair() {
    return Ecriture.euros(montantHt)
        + " HT × "
        + Ecriture.pourCent(partMainOeuvre)
        + " de main-d'œuvre × "
        + Ecriture.pourCent(tauxInsertion)
        + " d'insertion ÷ "
        + Ecriture.euros(coutHoraire)
        + " de l'heure";
  }
}
