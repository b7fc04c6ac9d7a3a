package fr.maillon.clause;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;

/** Les mots que la vie d'une clause laisse dans l'histoire du marché. */
final class LibellesDeClause {
  private LibellesDeClause() {}

  static String clause(Clause clause, int rangDuLot, Engagement engagement) {
    var libelle = clause.mecanisme.libelle();
    return "Lot "
        + rangDuLot
        + ", "
        + libelle
        + " ("
        + clause.article
        + "), version "
        + clause.numeroVersion
        + (engagement.quantite.signum() == 0
            ? ""
            : ", " + nombre(engagement.quantite) + " " + engagement.unite.symbole());
  }

  private static String nombre(BigDecimal quantite) {
    return NumberFormat.getNumberInstance(Locale.FRANCE).format(quantite);
  }
}
