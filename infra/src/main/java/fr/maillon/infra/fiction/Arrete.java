package fr.maillon.infra.fiction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What the server does once a month, done at once by the administrator of the base: an invented
 * base has its figures from its first reading.
 */
public final class Arrete {
  private Arrete() {}

  /** Forgets every closing and makes that of the last month that is over. */
  public static void dernierMois(Connection administrateur) throws SQLException {
    refaire(administrateur, YearMonth.now(ZoneId.of("Europe/Paris")).minusMonths(1).atEndOfMonth());
  }

  /** The same, as if the month we are in were over: what was just written is in it. */
  public static void maintenant(Connection administrateur) throws SQLException {
    refaire(administrateur, YearMonth.now(ZoneId.of("Europe/Paris")).atEndOfMonth());
  }

  private static void refaire(Connection administrateur, LocalDate au) throws SQLException {
    try (var s = administrateur.createStatement()) {
      s.execute(
          "begin; delete from consolide.arrete; select set_config('app.perimetre', 'systeme',"
              + " true); insert into consolide.arrete (au, arrete_le, seuil, espaces_min,"
              + " part_autres) select '"
              + au
              + "', now(), "
              + limit(11, "PERSONNES")
              + ", "
              + limit(3, "ESPACES")
              + ", "
              + limit(15, "PART_DES_AUTRES")
              + "; insert into consolide.arrete_type select * from consolide.types_a_arreter;"
              + " insert into consolide.arrete_personnes select * from"
              + " consolide.personnes_a_arreter; insert into consolide.arrete_case select * from"
              + " consolide.cases_a_publier; commit");
    }
  }

  private static String limit(int floor, String which) {
    return "greatest("
        + floor
        + ", (select p.valeur from plateforme.parametre p where p.code = 'SECRET_STATISTIQUE_"
        + which
        + "' and p.du <= current_date order by p.du desc limit 1))";
  }
}
