package dev.tideline.io.sql;

import static java.util.stream.Collectors.joining;

import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.TextColumn;
import dev.tideline.row.RowFormat.TotalColumn;
import dev.tideline.sum.Total;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table that rows are put into: of each key the one of the greatest version, in whatever order
 * they come, or the one that came first.
 *
 * <p>Texts, times and days are {@code TEXT}, times and days as in the canonical JSON; numbers are
 * {@code BIGINT}, sums {@code NUMERIC}, decimals in 1/10 000. No column is ever null.
 *
 * @param <R> the row
 */
public final class SqlTable<R> implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * PostgreSQL's SQLStates for whoever creates a table at the same moment as another: by how far
   * the other has come, its index entries, the table or the type of its rows are there already
   * (unique_violation, duplicate_table, duplicate_object).
   */
  private static final List<String> CREATED_BY_ANOTHER = List.of("23505", "42P07", "42710");

  private final String name;
  private final ArrayList<Column<R>> columns;
  private final ArrayList<String> key;
  private final boolean firstStays;

  private SqlTable(String name, List<Column<R>> columns, List<String> key, boolean firstStays) {
    this.name = name;
    this.columns = new ArrayList<>(columns);
    this.key = new ArrayList<>(key);
    this.firstStays = firstStays;
  }

  /** Keeps the row of the greatest version, which is its last column. */
  public static <R> SqlTable<R> ofNewest(String name, List<Column<R>> columns, List<String> key) {
    return new SqlTable<>(name, columns, key, false);
  }

  /** Keeps the row that came first. */
  public static <R> SqlTable<R> ofFirst(String name, List<Column<R>> columns, List<String> key) {
    return new SqlTable<>(name, columns, key, true);
  }

  /**
   * The table of an answer's rows, called like their format.
   *
   * @throws IllegalArgumentException if the format has no key
   */
  public static <R> SqlTable<R> of(RowFormat<R> format) {
    if (format.key().isEmpty()) {
      throw new IllegalArgumentException(format.name() + " has no key to put rows under");
    }
    return ofNewest(
        format.name(),
        SqlColumns.versioned(SqlColumns.stored(format.columns()), format.version()),
        format.key());
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What tells the row from all others, in an order that all writers share. */
  String keyOf(R row) {
    StringBuilder text = new StringBuilder();
    for (Column<R> column : columns) {
      if (key.contains(column.name())) {
        String value = String.valueOf(value(column, row));
        text.append(value.length()).append(':').append(value);
      }
    }
    return text.toString();
  }

  /** Which of two rows of one key stays. */
  R staying(R before, R now) {
    return firstStays || versionOf(before) > versionOf(now) ? before : now;
  }

  private long versionOf(R row) {
    return ((LongColumn<R>) columns.get(columns.size() - 1)).value().of(row);
  }

  /** Puts rows in, each of another key. */
  public void upsert(Connection connection, Iterable<R> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(upsertSql())) {
      for (R row : rows) {
        for (int i = 0; i < columns.size(); i++) {
          Object value = value(columns.get(i), row);
          statement.setObject(
              i + 1, value instanceof Total sum ? SqlColumns.stored(sum, connection) : value);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static <R> Object value(Column<R> column, R row) {
    if (column instanceof LongColumn<R> number) {
      return number.value().of(row);
    }
    if (column instanceof TotalColumn<R> total) {
      return total.value().of(row);
    }
    return ((TextColumn<R>) column).value().of(row);
  }

  /** Why the table of this name can't take the rows; empty if it can, or there is none. */
  Optional<String> whyUnfit(Connection connection) throws SQLException {
    Map<String, String> wanted = new TreeMap<>();
    columns.forEach(column -> wanted.put(column.name(), SqlColumns.typeOf(column)));
    Map<String, String> found = SqlColumns.found(connection, name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!found.equals(wanted)) {
      return Optional.of("table %s has the columns %s, not %s".formatted(name, found, wanted));
    }
    List<String> keyFound = SqlColumns.keyFound(connection, name);
    return keyFound.equals(key.stream().sorted().toList())
        ? Optional.empty()
        : Optional.of("table %s is keyed by %s, not %s".formatted(name, keyFound, key));
  }

  /** Creates the table unless one of this name is there. */
  Void createIn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(createSql());
    } catch (SQLException failure) {
      throw CREATED_BY_ANOTHER.contains(String.valueOf(failure.getSQLState()))
          ? new SQLException("another creates " + name, SqlFailures.SERIALIZATION, failure)
          : failure;
    }
    return null;
  }

  /** Whether there is such a table, of whatever columns. */
  public boolean isIn(Connection connection) throws SQLException {
    return !SqlColumns.found(connection, name).isEmpty();
  }

  private String createSql() {
    return columns.stream()
        .map(column -> quoted(column.name()) + " " + SqlColumns.typeOf(column) + " NOT NULL")
        .collect(
            joining(
                ", ",
                "CREATE TABLE IF NOT EXISTS " + quoted(name) + " (",
                ", PRIMARY KEY (" + keyColumns() + "))"));
  }

  private String upsertSql() {
    return "INSERT INTO %s AS t (%s) VALUES (%s) ON CONFLICT (%s) DO %s"
        .formatted(
            quoted(name),
            columns.stream().map(column -> quoted(column.name())).collect(joining(", ")),
            columns.stream().map(column -> "?").collect(joining(", ")),
            keyColumns(),
            firstStays ? "NOTHING" : updateSql());
  }

  private String updateSql() {
    return "UPDATE SET %s WHERE t.%s <= excluded.%s"
        .formatted(
            columns.stream()
                .filter(column -> !key.contains(column.name()))
                .map(column -> quoted(column.name()) + " = excluded." + quoted(column.name()))
                .collect(joining(", ")),
            quoted(SqlColumns.VERSION),
            quoted(SqlColumns.VERSION));
  }

  private String keyColumns() {
    return key.stream().map(SqlTable::quoted).collect(joining(", "));
  }

  /** A name in quotes, for some of ours mean something in SQL. */
  public static String quoted(String name) {
    return '"' + name + '"';
  }
}
