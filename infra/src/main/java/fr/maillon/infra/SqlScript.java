package fr.maillon.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file written for psql, run through JDBC: statements end with a semicolon at the end of a line,
 * {@code :'name'} is a quoted value, {@code \connect} changes database. One statement at a time,
 * because {@code create database} accepts no company.
 */
final class SqlScript {
  private static final String DUPLICATE_DATABASE = "42P04";
  private static final String CONNECT = "\\connect ";
  private final Path file;
  private final List<String> statements;

  private SqlScript(Path file, List<String> statements) {
    this.file = file;
    this.statements = statements;
  }

  static SqlScript read(Path file, Map<String, String> values) throws IOException {
    return new SqlScript(file, statements(replace(Files.readString(file), values)));
  }

  static String replace(String sql, Map<String, String> values) {
    var text = sql;
    for (var value : values.entrySet()) {
      text =
          text.replace(
              ":'" + value.getKey() + "'", "'" + value.getValue().replace("'", "''") + "'");
    }
    return text;
  }

  static List<String> statements(String sql) {
    var statements = new ArrayList<String>();
    var current = new StringBuilder();
    var inBody = false;
    for (var line : sql.lines().toList()) {
      if (!inBody && line.stripLeading().startsWith("--")) {
        continue;
      }
      current.append(line).append('\n');
      if (line.split("\\$\\$", -1).length % 2 == 0) {
        inBody = !inBody;
      }
      if (!inBody && (line.stripTrailing().endsWith(";") || line.startsWith(CONNECT))) {
        statements.add(current.toString().strip());
        current.setLength(0);
      }
    }
    if (!current.toString().isBlank()) {
      statements.add(current.toString().strip());
    }
    return statements;
  }

  /** Opens a session in the database that psql's {@code \connect} names. */
  @FunctionalInterface
  interface Databases {
    Connection open(String name) throws SQLException;
  }

  void run(Databases databases, String first) throws SQLException {
    var connection = databases.open(first);
    try {
      for (var sql : statements) {
        if (sql.startsWith(CONNECT)) {
          connection.close();
          connection = databases.open(sql.substring(CONNECT.length()).strip());
        } else {
          run(connection, sql);
        }
      }
    } finally {
      connection.close();
    }
  }

  private void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
        var firstLine = sql.lines().findFirst().orElse("");
        throw new SQLException(
            file.getFileName()
                + " : « "
                + firstLine.replaceAll("(?i)password.*", "password …")
                + " » : "
                + e.getMessage(),
            e.getSQLState(),
            e);
      }
    }
  }
}
