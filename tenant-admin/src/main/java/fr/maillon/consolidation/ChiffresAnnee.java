package fr.maillon.consolidation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Les chiffres d'une année, pour un espace, un type de maître d'ouvrage ou le total. Deux lectures
 * des heures, jamais mêlées : celles travaillées dans l'année, et celles faites sur les engagements
 * de l'année, seules à se rapporter à ce qu'ils doivent.
 *
 * @param type code du type de maître d'ouvrage ; {@link #AUTRES} : plusieurs réunis ; null pour un
 *     espace seul ou pour le total
 * @param marchesClauses marchés dont un lot au moins porte une clause acceptée, engagée dans
 *     l'année
 * @param lotsClauses ces lots
 * @param heuresDues heures des engagements pris dans l'année
 * @param heuresValidees heures travaillées dans l'année, tous engagements, corrections déduites ;
 *     null si masqué
 * @param heuresRealisees heures faites sur les engagements de l'année, quelle que soit l'année où
 *     elles l'ont été ; null si masqué
 * @param tauxRealisation heures réalisées pour 100 heures dues, à un dixième ; null si masqué ou si
 *     rien n'est dû
 * @param participants personnes distinctes qui ont des heures dans l'année ; null si masqué
 * @param masque secret statistique : la case, ou son complément, ferait connaître trop peu de
 *     personnes
 * @param reunis les types que réunit la ligne ; vide si elle n'en réunit pas
 */
public record ChiffresAnnee(
    String type,
    int annee,
    int marchesClauses,
    int lotsClauses,
    BigDecimal heuresDues,
    BigDecimal heuresValidees,
    BigDecimal heuresRealisees,
    BigDecimal tauxRealisation,
    Integer participants,
    boolean masque,
    boolean total,
    List<String> reunis) {
  /** Les types trop minces pour une ligne à eux. */
  public static final String AUTRES = "AUTRES";

  public ChiffresAnnee {
    reunis = List.copyOf(reunis);
  }

  static ChiffresAnnee de(
      String type,
      int annee,
      int marches,
      int lots,
      BigDecimal dues,
      BigDecimal validees,
      BigDecimal realisees,
      Integer participants,
      boolean masque,
      boolean total,
      List<String> reunis) {
    return new ChiffresAnnee(
        type,
        annee,
        marches,
        lots,
        dues,
        validees,
        realisees,
        masque ? null : taux(realisees, dues),
        participants,
        masque,
        total,
        reunis);
  }

  /**
   * F5 : réalisées sur dues, en pour cent, arrondi au dixième (demi vers le haut) ; null quand rien
   * n'est dû.
   */
  public static BigDecimal taux(BigDecimal realisees, BigDecimal dues) {
    return dues.signum() == 0
        ? null
        : realisees.multiply(BigDecimal.valueOf(100)).divide(dues, 1, RoundingMode.HALF_UP);
  }
}
