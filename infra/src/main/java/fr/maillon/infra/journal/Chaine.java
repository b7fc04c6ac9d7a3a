package fr.maillon.infra.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The journal of one space, from its last anchor to its head: ranks without a hole, each line
 * quoting the fingerprint of the one before, each fingerprint computed here from the columns.
 * Nothing is asked of {@code app.empreinte_journal}: if it changes, this says so.
 */
public final class Chaine {
  private static final char FIRST_PRINTABLE = ' ';
  private static final int BATCH = 2_000;

  /**
   * What is wrong first, and where; {@code nature} is RANG, CHAINE, EMPREINTE or TETE, as the
   * database's own check names them.
   */
  public record Defaut(long rang, String nature, String detail) {}

  /**
   * @param code the space's code in addresses
   * @param ancre rank of the last purged line; 0: nothing was purged
   * @param tete fingerprint of the last line: what the buyer may have noted
   */
  public record Verdict(
      UUID espace,
      String code,
      long ancre,
      long premiere,
      long derniere,
      long lignes,
      String tete,
      Optional<Defaut> defaut) {}

  private record Maillon(long rang, String empreinte) {}

  private Chaine() {}

  /**
   * Every space of the database, by code. The connection may be the application's role or a
   * superuser's; nothing is written.
   */
  public static List<Verdict> verifier(Connection base) throws SQLException {
    var auto = base.getAutoCommit();
    base.setAutoCommit(false);
    try {
      var verdicts = new ArrayList<Verdict>();
      for (var espace : espaces(base)) {
        verdicts.add(verifier(base, espace));
      }
      return verdicts;
    } finally {
      base.rollback();
      base.setAutoCommit(auto);
    }
  }

  private record Espace(UUID id, String code) {}

  private static List<Espace> espaces(Connection base) throws SQLException {
    dire(base, "centre", "");
    try (var i = base.createStatement();
        var r = i.executeQuery("select id, code from plateforme.maitre_ouvrage order by code")) {
      var espaces = new ArrayList<Espace>();
      while (r.next()) {
        espaces.add(new Espace(r.getObject(1, UUID.class), r.getString(2)));
      }
      return espaces;
    }
  }

  /**
   * The application's role sees a journal only from inside its space; for a superuser these
   * settings change nothing.
   */
  private static void dire(Connection base, String perimetre, String espace) throws SQLException {
    try (var i = base.createStatement()) {
      i.execute(
          "set local app.perimetre = '"
              + perimetre
              + "'; set local app.espace = '"
              + espace
              + "'; set local app.tenants = '{"
              + espace
              + "}'");
    }
  }

  private static Verdict verifier(Connection base, Espace espace) throws SQLException {
    dire(base, "espace", espace.id().toString());
    var ancre =
        un(
                base,
                "select rang, empreinte from plateforme.journal_ancre where maitre_ouvrage_id = ?"
                    + " order by rang desc limit 1",
                espace)
            .orElse(new Maillon(0, ""));
    var tete =
        un(
            base,
            "select rang, empreinte from plateforme.journal_tete where maitre_ouvrage_id = ?",
            espace);
    var precedent = ancre;
    long lignes = 0;
    long premiere = 0;
    Optional<Defaut> defaut = Optional.empty();
    try (var q =
        base.prepareStatement(
            "select maitre_ouvrage_id, rang, quand, nature, titre, auteur_id, auteur_nom, pour_id,"
                + " pour_nom, convention_id, acte, objet, detail, precedente, empreinte from"
                + " plateforme.journal where maitre_ouvrage_id = ? order by rang")) {
      q.setObject(1, espace.id());
      q.setFetchSize(BATCH);
      try (var r = q.executeQuery()) {
        while (defaut.isEmpty() && r.next()) {
          var rang = r.getLong("rang");
          premiere = lignes == 0 ? rang : premiere;
          defaut = defaut(r, rang, precedent);
          precedent = new Maillon(rang, r.getString("empreinte"));
          lignes++;
        }
      }
    }
    if (defaut.isEmpty()
        && !(tete.isEmpty() && precedent.rang() == 0)
        && !tete.equals(Optional.of(precedent))) {
      defaut =
          Optional.of(
              new Defaut(
                  precedent.rang(),
                  "TETE",
                  "la chaîne finit au rang "
                      + precedent.rang()
                      + ", la tête dit "
                      + tete.map(Maillon::rang).map(Object::toString).orElse("rien")));
    }
    return new Verdict(
        espace.id(),
        espace.code(),
        ancre.rang(),
        premiere,
        precedent.rang(),
        lignes,
        precedent.empreinte(),
        defaut);
  }

  private static Optional<Defaut> defaut(ResultSet r, long rang, Maillon precedent)
      throws SQLException {
    if (rang != precedent.rang() + 1) {
      return Optional.of(new Defaut(rang, "RANG", "après le rang " + precedent.rang()));
    }
    if (!r.getString("precedente").equals(precedent.empreinte())) {
      return Optional.of(new Defaut(rang, "CHAINE", "ne cite pas la ligne précédente"));
    }
    return r.getString("empreinte").equals(empreinte(r))
        ? Optional.empty()
        : Optional.of(new Defaut(rang, "EMPREINTE", "une colonne a changé depuis l'écriture"));
  }

  private static Optional<Maillon> un(Connection base, String sql, Espace espace)
      throws SQLException {
    try (PreparedStatement q = base.prepareStatement(sql)) {
      q.setObject(1, espace.id());
      try (var r = q.executeQuery()) {
        return r.next() ? Optional.of(new Maillon(r.getLong(1), r.getString(2))) : Optional.empty();
      }
    }
  }

  /**
   * SHA-256 of the JSON array of the columns, in their order, the instant in microseconds since
   * 1970.
   */
  private static String empreinte(ResultSet r) throws SQLException {
    var micros =
        ChronoUnit.MICROS.between(
            OffsetDateTime.parse("1970-01-01T00:00:00Z"),
            r.getObject("quand", OffsetDateTime.class));
    var json =
        "["
            + String.join(
                ", ",
                json(r.getString("precedente")),
                json(r.getString("maitre_ouvrage_id")),
                Long.toString(r.getLong("rang")),
                Long.toString(micros),
                json(r.getString("nature")),
                json(r.getString("titre")),
                json(r.getString("auteur_id")),
                json(r.getString("auteur_nom")),
                json(r.getString("pour_id")),
                json(r.getString("pour_nom")),
                json(r.getString("convention_id")),
                json(r.getString("acte")),
                json(r.getString("objet")),
                json(r.getString("detail")))
            + "]";
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String json(String texte) {
    if (texte == null) {
      return "null";
    }
    var json = new StringBuilder("\"");
    for (int i = 0; i < texte.length(); i++) {
      char c = texte.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default ->
            json.append(c < FIRST_PRINTABLE ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return json.append('"').toString();
  }
}
