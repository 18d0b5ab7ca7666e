package dev.tideline.io.answer;

import static java.util.stream.Collectors.joining;

import dev.tideline.io.sql.Database;
import dev.tideline.io.sql.SqlColumns;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.TotalColumn;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.time.Duration;

/**
 * Reads the history of an answer's rows: all versions that were published.
 *
 * @param database where it is
 */
public record StoredHistory(Database database) {

  private static final Duration PATIENCE = Duration.standardSeconds(30);
  private static final int ROWS_AT_A_TIME = 1_000;
  private static final String CURRENCY = "currency";

  /**
   * What was published of a row at one time.
   *
   * @param version of two versions of a row the greater is the newer
   * @param timing of the pane: {@code EARLY}, {@code ON_TIME} or {@code LATE}
   * @param measures the numbers in it, in the order of {@link #measures}; amounts in 1/10 000
   */
  public record Version(long version, String timing, List<Total> measures) {}

  /** Takes the history row by row. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Takes a row.
     *
     * @param currency of its amounts; empty if it has none
     * @param published its versions in the order in which they were first written, at least one;
     *     those of the same ms by version
     */
    void row(String currency, List<Version> published);
  }

  /** The columns that hold numbers that may change: all but times, days, and those of the key. */
  public static <R> List<Column<R>> measures(RowFormat<R> format) {
    return format.columns().stream()
        .filter(column -> !format.key().contains(column.name()))
        .filter(StoredHistory::isNumber)
        .toList();
  }

  private static boolean isNumber(Column<?> column) {
    return column instanceof TotalColumn
        || (column instanceof LongColumn<?> number && number.kind() == Kind.WHOLE);
  }

  /**
   * Reads all rows, one after the other: a history may be years long.
   *
   * @param fresh makes the one who takes the rows, and another if reading has to begin again
   * @return the one who has taken them all; empty if there is no history
   * @throws IOException if the database can't be read
   */
  public <T extends Reader> Optional<T> read(RowFormat<?> format, Supplier<T> fresh)
      throws IOException {
    try (SqlSession session = new SqlSession(database, PATIENCE)) {
      return session.run(
          "read table " + HistoryTable.of(format).name(),
          connection -> {
            if (!HistoryTable.of(format).isIn(connection)) {
              return Optional.empty();
            }
            T reader = fresh.get();
            read(format, connection, reader);
            return Optional.of(reader);
          });
    }
  }

  private static void read(RowFormat<?> format, Connection connection, Reader reader)
      throws SQLException {
    String order =
        Stream.concat(format.key().stream(), Stream.of(HistoryTable.SHOWN_AT, SqlColumns.VERSION))
            .map(SqlTable::quoted)
            .collect(joining(", "));
    String sql =
        "SELECT * FROM " + SqlTable.quoted(HistoryTable.of(format).name()) + " ORDER BY " + order;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(ROWS_AT_A_TIME);
      try (ResultSet found = statement.executeQuery()) {
        List<String> key = List.of();
        String currency = "";
        List<Version> published = new ArrayList<>();
        while (found.next()) {
          List<String> next = texts(format.key(), found);
          if (!next.equals(key) && !published.isEmpty()) {
            reader.row(currency, List.copyOf(published));
            published.clear();
          }
          key = next;
          currency = currencyOf(format, found);
          published.add(version(format, found));
        }
        if (!published.isEmpty()) {
          reader.row(currency, published);
        }
      }
    }
  }

  private static Version version(RowFormat<?> format, ResultSet row) throws SQLException {
    List<Total> values = new ArrayList<>();
    for (Column<?> measure : measures(format)) {
      values.add(SqlColumns.total(row, measure.name()));
    }
    return new Version(row.getLong(SqlColumns.VERSION), row.getString(HistoryTable.TIMING), values);
  }

  private static String currencyOf(RowFormat<?> format, ResultSet row) throws SQLException {
    boolean named = format.columns().stream().anyMatch(column -> column.name().equals(CURRENCY));
    return named ? row.getString(CURRENCY) : "";
  }

  private static List<String> texts(List<String> columns, ResultSet row) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (String column : columns) {
      texts.add(row.getString(column));
    }
    return texts;
  }
}
