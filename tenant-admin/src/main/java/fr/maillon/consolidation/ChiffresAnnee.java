package fr.maillon.consolidation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Les chiffres d'une année, pour un espace, un type de maître d'ouvrage ou le total.
 *
 * @param type code du type de maître d'ouvrage ; null pour un espace seul ou pour le total
 * @param marchesClauses lots notifiés (contrats) qui portent une clause acceptée, engagés dans l'année
 * @param heuresDues heures des engagements pris dans l'année
 * @param heuresValidees heures travaillées dans l'année, inscrites au registre, contre-passations déduites ; null si masqué
 * @param tauxRealisation heures validées de l'année sur 100 heures dues des engagements de l'année, à un dixième ; null si masqué ou si rien n'est dû
 * @param participants personnes distinctes qui ont des heures dans l'année ; null si masqué
 * @param masque secret statistique : la case, ou son complément, ferait connaître trop peu de personnes
 */
public record ChiffresAnnee(String type, int annee, int marchesClauses, BigDecimal heuresDues, BigDecimal heuresValidees,
    BigDecimal tauxRealisation, Integer participants, boolean masque, boolean total) {

  static ChiffresAnnee de(String type, int annee, int marches, BigDecimal dues, BigDecimal validees, Integer participants, boolean masque, boolean total) {
    return new ChiffresAnnee(type, annee, marches, dues, validees, masque ? null : taux(validees, dues), participants, masque, total);
  }

  /** F5 : validées sur dues, en pour cent, arrondi au dixième (demi vers le haut) ; null quand rien n'est dû. */
  static BigDecimal taux(BigDecimal validees, BigDecimal dues) {
    return dues.signum() == 0 ? null : validees.multiply(BigDecimal.valueOf(100)).divide(dues, 1, RoundingMode.HALF_UP);
  }
}
