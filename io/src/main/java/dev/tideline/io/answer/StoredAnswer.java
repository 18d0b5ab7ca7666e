package dev.tideline.io.answer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.io.sql.Database;
import dev.tideline.io.sql.SqlColumns;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.io.sql.StoredText;
import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.time.Duration;

/**
 * Reads back what a pipeline has put into a database, in the very form of the files of a bounded
 * run.
 *
 * @param database where it was put
 * @param pipeline which pipeline
 */
public record StoredAnswer(Database database, String pipeline) {

  private static final Duration PATIENCE = Duration.standardSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Minutes with the same counts of rejects are one row: nearly all, as most have none. */
  private static final String TOTALS =
      """
      SELECT rejected_by_reason, COUNT(*) AS minutes, SUM("read") AS "read",
        SUM(counted) AS counted, SUM(duplicate) AS duplicate, SUM(too_late) AS too_late,
        SUM(out_of_scope) AS out_of_scope
      FROM %s WHERE pipeline = ? GROUP BY rejected_by_reason
      """
          .formatted(SqlTable.quoted(LedgerTables.LEDGER));

  /** The canonical texts of a table's rows, see {@link RowFormat#toJson}, in no order. */
  public <R> List<String> rows(RowFormat<R> format) throws IOException {
    return query(
        "read table " + format.name(),
        connection -> {
          String sql = "SELECT * FROM " + SqlTable.quoted(format.name());
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet found = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
              rows.add(json(format, found));
            }
            return rows;
          }
        });
  }

  private static <R> String json(RowFormat<R> format, ResultSet row) throws SQLException {
    Map<String, Object> values = new TreeMap<>();
    for (Column<R> column : format.columns()) {
      values.put(column.name(), value(column, row));
    }
    return JsonText.object(
        json -> {
          for (Column<R> column : format.columns()) {
            write(column, values.get(column.name()), json);
          }
        });
  }

  private static Object value(Column<?> column, ResultSet row) throws SQLException {
    if (column instanceof TotalColumn) {
      return SqlColumns.total(row, column.name());
    }
    return column instanceof LongColumn<?> number && number.kind() == Kind.WHOLE
        ? (Object) row.getLong(column.name())
        : row.getString(column.name());
  }

  private static void write(Column<?> column, Object value, JsonText json) {
    if (column instanceof LongColumn<?> number) {
      switch (number.kind()) {
        case WHOLE -> json.number(number.name(), (long) value);
        case TIME, DAY -> json.text(number.name(), (String) value);
      }
    } else if (column instanceof TotalColumn<?> total) {
      total.write((Total) value, json);
    } else {
      json.text(column.name(), StoredText.read((String) value));
    }
  }

  /** What became of the records, by the first ms of their minute of ingest. */
  public SortedMap<Long, LedgerEntry> ledger() throws IOException {
    return query(
        "read the ledger",
        connection -> {
          SortedMap<Long, LedgerEntry> ledger = new TreeMap<>();
          select(
              connection,
              LedgerTables.LEDGER,
              minute -> ledger.put(Timestamps.parse(minute.getString("minute")), entry(minute, 1)));
          return ledger;
        });
  }

  /**
   * What became of all records together. The database adds the minutes up, so that little is read
   * of a ledger that is years long.
   *
   * @param patience for how long to wait for a database that can't be reached or is busy
   */
  public LedgerEntry total(Duration patience) throws IOException {
    return query(
        "add up the ledger",
        patience,
        connection -> {
          LedgerEntry total = LedgerEntry.ZERO;
          try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setString(1, pipeline);
            try (ResultSet found = statement.executeQuery()) {
              while (found.next()) {
                total = total.plus(entry(found, found.getLong("minutes")));
              }
            }
          }
          return total;
        });
  }

  /** The broken records, as lines of JSON, by their locations. */
  public List<String> rejects() throws IOException {
    return lines(LedgerTables.REJECTS);
  }

  /** The events that came too late, as lines of JSON, by their locations. */
  public List<String> tooLate() throws IOException {
    return lines(LedgerTables.TOO_LATE);
  }

  private List<String> lines(String table) throws IOException {
    return query(
        "read table " + table,
        connection -> {
          List<String> lines = new ArrayList<>();
          select(connection, table, row -> lines.add(row.getString(LedgerTables.LINE)));
          return lines;
        });
  }

  private interface EachRow {
    void take(ResultSet row) throws SQLException;
  }

  private void select(Connection connection, String table, EachRow each) throws SQLException {
    String order = table.equals(LedgerTables.LEDGER) ? "2" : "2, 3, 4"; // the rest of its key
    String sql =
        "SELECT * FROM " + SqlTable.quoted(table) + " WHERE pipeline = ? ORDER BY " + order;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, pipeline);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          each.take(found);
        }
      }
    }
  }

  /** Of so many minutes, which all had the same rejects. */
  private static LedgerEntry entry(ResultSet minute, long minutes) throws SQLException {
    Map<RejectReason, Long> rejected = byReason(minute.getString("rejected_by_reason"));
    rejected.replaceAll((reason, count) -> Math.multiplyExact(count, minutes));
    return new LedgerEntry(
        minute.getLong("read"),
        minute.getLong("counted"),
        minute.getLong("duplicate"),
        minute.getLong("too_late"),
        minute.getLong("out_of_scope"),
        rejected);
  }

  private static Map<RejectReason, Long> byReason(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<Map<RejectReason, Long>>() {});
    } catch (IOException malformed) {
      throw new SQLException("the ledger's reasons are not as they were written", malformed);
    }
  }

  private <T> T query(String what, SqlSession.Work<T> work) throws IOException {
    return query(what, PATIENCE, work);
  }

  private <T> T query(String what, Duration patience, SqlSession.Work<T> work) throws IOException {
    try (SqlSession session = new SqlSession(database, patience)) {
      return session.run(what, work);
    }
  }
}
