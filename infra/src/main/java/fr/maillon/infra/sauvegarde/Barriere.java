package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Deadline;
import fr.maillon.infra.Panne;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;

/**
 * While the rows of a space are put back, it is suspended and nothing of the application writes in
 * it: a transaction that opens it after the barrier finds it in {@code
 * plateforme.espace_en_restauration} and writes nowhere; those that opened before are waited for.
 * Raised and lifted in the transaction that says so in the journal of the space.
 */
final class Barriere {
  private static final UUID PERSONNE = new UUID(0, 0);

  /** What the pages say to who finds the space suspended. */
  private static final String MOTIF =
      "Restauration en cours : l'espace revient à un instant passé. Il se lit ; l'écriture reprend"
          + " dès qu'elle est finie.";

  /**
   * @param etat OUVERT, SUSPENDU or FERME, the barrier aside; {@code levee} false when one stands
   *     already
   */
  record Espace(UUID id, String code, String nom, String etat, boolean levee) {}

  private final Connection connexion;
  private final Espace espace;
  private final String operateur;

  private Barriere(Connection connexion, Espace espace, String operateur) {
    this.connexion = connexion;
    this.espace = espace;
    this.operateur = operateur;
  }

  static Espace trouver(Connection connexion, String code) throws SQLException {
    try (var query =
        connexion.prepareStatement(
            "select id, nom, coalesce(etat_avant_restauration, etat), etat_avant_restauration is"
                + " null from plateforme.maitre_ouvrage where code = ?")) {
      query.setString(1, code);
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          throw new Panne(
              "Aucun espace de code « "
                  + code
                  + " » aujourd'hui. Un espace effacé ne se restaure pas : l'effacement est"
                  + " définitif ; rouvrez-en un et versez-y son archive.");
        }
        return new Espace(
            row.getObject(1, UUID.class),
            code,
            row.getString(2),
            row.getString(3),
            row.getBoolean(4));
      }
    }
  }

  /**
   * One restore of a space at a time; held by the connection. False when another operator's is
   * under way.
   */
  static boolean reserver(Connection connexion, Espace espace) throws SQLException {
    return Sauvegarde.texte(
            connexion,
            "select pg_try_advisory_lock(hashtextextended('restauration "
                + espace.id()
                + "', 0))::text")
        .equals("true");
  }

  static Barriere poser(
      Connection connexion, Espace espace, String operateur, Instant instant, Duration limite)
      throws SQLException {
    var barriere = new Barriere(connexion, espace, operateur);
    connexion.setAutoCommit(false);
    try (var update =
        connexion.prepareStatement(
            "update plateforme.maitre_ouvrage set etat_avant_restauration ="
                + " coalesce(etat_avant_restauration, etat), motif = case etat when 'OUVERT' then ?"
                + " else motif end, etat = case etat when 'OUVERT' then 'SUSPENDU' else etat end,"
                + " version = version + 1 where id = ?")) {
      update.setString(1, MOTIF);
      update.setObject(2, espace.id());
      update.executeUpdate();
      barriere.noter(
          "Restauration.commencer",
          instant,
          "L'espace est suspendu le temps de revenir à cet instant.");
      connexion.commit();
    } catch (SQLException e) {
      connexion.rollback();
      throw e;
    } finally {
      connexion.setAutoCommit(true);
    }
    try {
      barriere.attendreLesEcrituresEnCours(limite);
    } catch (SQLException | RuntimeException e) {
      barriere.lever(
          "Restauration.abandonner",
          instant,
          "Des écritures en cours ne finissaient pas : rien n'a été changé.");
      throw e;
    }
    return barriere;
  }

  /**
   * What began before the barrier may still write in the space, even if it only reads so far; what
   * begins now cannot.
   */
  private void attendreLesEcrituresEnCours(Duration limite) throws SQLException {
    var depuis = Sauvegarde.texte(connexion, "select clock_timestamp()::text");
    var fin = Deadline.in(limite);
    while (true) {
      var encore = new ArrayList<String>();
      try (var query =
          connexion.prepareStatement(
              "select pid, usename, application_name, xact_start from pg_stat_activity where"
                  + " datname = current_database() and backend_type = 'client backend' and pid <>"
                  + " pg_backend_pid() and xact_start <= ?::timestamptz and (usename in"
                  + " ('maillon_app', 'maillon_entretien') or backend_xid is not null or state ="
                  + " 'active' and query_start <= ?::timestamptz)")) {
        query.setString(1, depuis);
        query.setString(2, depuis);
        try (var row = query.executeQuery()) {
          while (row.next()) {
            encore.add(
                "processus "
                    + row.getInt(1)
                    + ", "
                    + row.getString(2)
                    + " "
                    + row.getString(3)
                    + ", depuis "
                    + row.getString(4));
          }
        }
      }
      if (encore.isEmpty()) {
        return;
      }
      if (fin.passed()) {
        throw new Panne(
            "Des transactions commencées avant la suspension de l'espace écrivent encore après "
                + limite.toSeconds()
                + " s : "
                + encore
                + ". Attendez leur fin ou terminez-les, puis relancez.");
      }
      fin.pause();
    }
  }

  void lever(String acte, Instant instant, String detail) throws SQLException {
    lever(connexion, espace, operateur, acte, instant, detail);
  }

  static void lever(
      Connection connexion,
      Espace espace,
      String operateur,
      String acte,
      Instant instant,
      String detail)
      throws SQLException {
    var barriere = new Barriere(connexion, espace, operateur);
    connexion.setAutoCommit(false);
    // what the centre decided meanwhile (to close it, say) holds
    try (var update =
        connexion.prepareStatement(
            "update plateforme.maitre_ouvrage set etat = case etat when 'SUSPENDU' then"
                + " etat_avant_restauration else etat end, motif = nullif(motif, ?),"
                + " etat_avant_restauration = null, version = version + 1 where id = ? and"
                + " etat_avant_restauration is not null")) {
      update.setString(1, MOTIF);
      update.setObject(2, espace.id());
      if (update.executeUpdate() > 0) {
        barriere.noter(acte, instant, detail);
      }
      connexion.commit();
    } catch (SQLException e) {
      connexion.rollback();
      throw e;
    } finally {
      connexion.setAutoCommit(true);
    }
  }

  private void noter(String acte, Instant instant, String detail) throws SQLException {
    try (var query =
        connexion.prepareStatement(
            "select app.journaliser(?, ?, 'VIE', 'SYSTEME', ?, ?, null, null, null, ?, ?, ?)")) {
      query.setObject(1, espace.id());
      query.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
      query.setObject(3, PERSONNE);
      query.setString(4, "Opérateur " + operateur);
      query.setString(5, acte);
      query.setString(6, instant == null ? null : instant.toString());
      query.setString(7, detail);
      query.executeQuery().close();
    }
  }
}
