package dev.tideline.io.answer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.io.sql.Database;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.io.sql.StoredText;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

  static final Duration PATIENCE = Duration.standardSeconds(30);
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

  /**
   * Hands over the canonical texts of a table's rows, see {@link RowFormat#toJson}, sorted by their
   * bytes. Few of them are held at a time.
   */
  public void rows(RowFormat<?> format, SortedTexts.Each each) throws IOException {
    new StoredRows(database, format.name(), null).texts(row -> StoredRows.json(format, row), each);
  }

  /** All of them, for who knows that they are few. */
  public List<String> rows(RowFormat<?> format) throws IOException {
    List<String> rows = new ArrayList<>();
    rows(format, rows::add);
    return rows;
  }

  /** Hands over the ledger, in the order of time. Few of its minutes are held at a time. */
  public void ledger(WrittenAnswer.EachMinute each) throws IOException {
    new StoredRows(database, LedgerTables.LEDGER, pipeline)
        .texts(
            row -> AnswerJson.of(Timestamps.parse(row.getString("minute")), entry(row, 1)),
            line -> AnswerJson.minute(line, each));
  }

  /** All of it, by the first ms of the minute of ingest, for who knows that it is short. */
  public SortedMap<Long, LedgerEntry> ledger() throws IOException {
    NavigableMap<Long, LedgerEntry> ledger = new TreeMap<>();
    ledger(ledger::put);
    return ledger;
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

  /**
   * The broken records, as lines of JSON, by their locations: all of them, for who knows that they
   * are few.
   */
  public List<String> rejects() throws IOException {
    return lines(LedgerTables.REJECTS);
  }

  /**
   * The events that came too late, as lines of JSON, by their locations: all of them, for who knows
   * that they are few.
   */
  public List<String> tooLate() throws IOException {
    return lines(LedgerTables.TOO_LATE);
  }

  /** Hands over what a run has read of its source, for there are few partitions. */
  public void coverage(String run, WrittenAnswer.EachPartition each) throws IOException {
    String sql =
        "SELECT * FROM %s WHERE pipeline = ? AND %s = ? ORDER BY 3, 4"
            .formatted(SqlTable.quoted(LedgerTables.COVERAGE), LedgerTables.RUN);
    for (String line : lines(LedgerTables.COVERAGE, sql, pipeline, run)) {
      AnswerJson.coverage(line, each);
    }
  }

  private List<String> lines(String table) throws IOException {
    String sql = "SELECT * FROM " + SqlTable.quoted(table) + " WHERE pipeline = ? ORDER BY 2, 3, 4";
    return lines(table, sql, pipeline);
  }

  private List<String> lines(String table, String sql, String... parameters) throws IOException {
    return query(
        "read table " + table,
        connection -> {
          List<String> lines = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
              while (found.next()) {
                lines.add(found.getString(LedgerTables.LINE));
              }
            }
          }
          return lines;
        });
  }

  /** How many broken records there are. */
  public long keptRejects() throws IOException {
    return count(LedgerTables.REJECTS);
  }

  /** How many events there are that came too late. */
  public long keptTooLate() throws IOException {
    return count(LedgerTables.TOO_LATE);
  }

  private long count(String table) throws IOException {
    String sql = "SELECT COUNT(*) FROM %s WHERE pipeline = ?".formatted(SqlTable.quoted(table));
    return query(
        "read table " + table,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, pipeline);
            try (ResultSet counted = statement.executeQuery()) {
              counted.next();
              return counted.getLong(1);
            }
          }
        });
  }

  /** Whether there is a row of this key. Asks for it alone, however many there are. */
  public boolean has(RowFormat<?> format, String key) throws IOException {
    String sql =
        "SELECT 1 FROM %s WHERE %s = ?"
            .formatted(SqlTable.quoted(format.name()), SqlTable.quoted(format.key().get(0)));
    return query(
        "read table " + format.name(),
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, StoredText.of(key));
            try (ResultSet found = statement.executeQuery()) {
              return found.next();
            }
          }
        });
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
