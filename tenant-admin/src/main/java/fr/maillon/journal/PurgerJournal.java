package fr.maillon.journal;

import fr.maillon.tache.Tache;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Retire du journal ce qui a passé sa durée de conservation ({@code JOURNAL_CONSERVATION_MOIS}) et
 * laisse à la place une ancre : le rang et l'empreinte de la dernière ligne retirée, que la
 * première gardée cite. Le rôle de l'application ne le peut pas ; celui de l'entretien ne voit que
 * ces lignes-là, et la base refuse une ancre qui ne couvre pas un début entier de chaîne.
 * L'histoire de l'équipe, qui n'a pas de chaîne, se garde autant ; une saisie rendue à personne ou
 * ce qu'on a ôté, une heure.
 */
@ApplicationScoped
public class PurgerJournal implements Tache {
  private static final String ESPACES =
      "select distinct maitre_ouvrage_id from plateforme.journal order by 1";

  /**
   * Le début qui se suit sans trou : une ligne datée d'avant les précédentes (horloge en retard)
   * attend qu'elles partent.
   */
  private static final String ANCRER =
      "insert into plateforme.journal_ancre (maitre_ouvrage_id, rang, empreinte, lignes, au) select"
          + " d.maitre_ouvrage_id, d.rang, d.empreinte, d.n, d.quand from (select j.*, row_number()"
          + " over (order by j.rang) as n from plateforme.journal j where j.maitre_ouvrage_id = ?)"
          + " d where d.rang - d.n = coalesce((select max(a.rang) from plateforme.journal_ancre a"
          + " where a.maitre_ouvrage_id = d.maitre_ouvrage_id), 0) order by d.rang desc limit 1";

  private static final String RETIRER =
      "delete from plateforme.journal j using plateforme.journal_ancre a where j.maitre_ouvrage_id"
          + " = ? and a.maitre_ouvrage_id = j.maitre_ouvrage_id and j.rang <= a.rang";

  /** Ce que l'entretien en voit a fait son temps : la base en décide. */
  private static final List<String> RETIRER_AILLEURS =
      List.of(
          "delete from plateforme.acte_equipe",
          "delete from plateforme.saisie_gardee",
          "delete from plateforme.corbeille");

  @Resource(lookup = "jdbc/entretien")
  DataSource base;

  @Override
  public String nom() {
    return "journal-purge";
  }

  @Override
  public Duration periode() {
    return Duration.ofHours(12);
  }

  @Override
  public void executer() {
    purger();
  }

  /**
   * Purge tous les journaux, un espace par transaction, puis l'histoire de l'équipe.
   *
   * @return lignes retirées
   */
  public int purger() {
    try (var connexion = base.getConnection()) {
      var espaces = new ArrayList<UUID>();
      try (var requete = connexion.createStatement();
          var r = requete.executeQuery(ESPACES)) {
        while (r.next()) {
          espaces.add(r.getObject(1, UUID.class));
        }
      }
      connexion.setAutoCommit(false);
      int retirees = 0;
      try {
        for (var espace : espaces) {
          retirees += faire(connexion, ANCRER, espace) == 0 ? 0 : faire(connexion, RETIRER, espace);
          connexion.commit();
        }
        try (var instruction = connexion.createStatement()) {
          for (var sql : RETIRER_AILLEURS) {
            retirees += instruction.executeUpdate(sql);
          }
        }
        connexion.commit();
      } finally {
        connexion.rollback();
        connexion.setAutoCommit(true);
      }
      return retirees;
    } catch (SQLException e) {
      throw new IllegalStateException("purge du journal impossible", e);
    }
  }

  private static int faire(Connection connexion, String sql, UUID espace) throws SQLException {
    try (var instruction = connexion.prepareStatement(sql)) {
      instruction.setObject(1, espace);
      return instruction.executeUpdate();
    }
  }
}
