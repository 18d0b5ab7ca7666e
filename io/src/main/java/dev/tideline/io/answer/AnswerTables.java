package dev.tideline.io.answer;

import dev.tideline.books.BookEntries;
import dev.tideline.books.Books;
import dev.tideline.io.sql.Database;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.io.sql.TableRows;
import dev.tideline.io.sql.Upsert;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.Reject;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.WithPaneTiming;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Puts a pipeline's answer, and the account of all records, into the tables of a database, each
 * pane as it comes: what a table holds is the newest that is known.
 *
 * @param database where the tables are
 * @param pipeline whose they are
 * @param history whether every version of a row that was published is kept too
 */
public record AnswerTables(Database database, String pipeline, boolean history) {

  /** Without the history of rows. */
  public AnswerTables(Database database, String pipeline) {
    this(database, pipeline, false);
  }

  /** All that may be written, to be checked before a run begins. */
  public <R> List<SqlTable<?>> tables(RowFormat<R> format) {
    List<SqlTable<?>> tables =
        new ArrayList<>(
            List.of(
                SqlTable.of(format),
                LedgerTables.ledger(pipeline),
                LedgerTables.tooLate(pipeline),
                LedgerTables.rejects(pipeline),
                LedgerTables.coverage(pipeline, ""),
                LedgerTables.topics(pipeline)));
    if (history) {
      tables.add(HistoryTable.of(format));
    }
    return tables;
  }

  /**
   * Notes of which topic what is put here is, unless that is noted already. Brokers forget a
   * group's positions with the topic, so only this tells that the rows are another topic's.
   *
   * @param id the topic's own
   * @param patience for how long to wait for a database that can't be reached or is busy
   * @return the id that is noted: of another topic, if the name was another's when the rows began
   * @throws IOException if the database can't be used
   */
  public String noteTopic(String topic, String id, Duration patience) throws IOException {
    String sql =
        "SELECT %s FROM %s WHERE pipeline = ? AND topic = ?"
            .formatted(LedgerTables.TOPIC_ID, SqlTable.quoted(LedgerTables.TOPICS));
    try (SqlSession session = new SqlSession(database, patience)) {
      return session.run(
          "note the topic",
          connection -> {
            LedgerTables.topics(pipeline).upsert(connection, List.of(KV.of(topic, id)));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setString(1, pipeline);
              statement.setString(2, topic);
              try (ResultSet noted = statement.executeQuery()) {
                noted.next();
                return noted.getString(1);
              }
            }
          });
    }
  }

  /** Rows for the table of their format, and for its history. */
  public <R> List<TableRows<?>> rows(PCollection<R> rows, RowFormat<R> format) {
    List<TableRows<?>> all = new ArrayList<>(List.of(new TableRows<>(rows, SqlTable.of(format))));
    if (history) {
      all.add(
          new TableRows<>(
              rows.apply("WithPaneTiming", WithPaneTiming.ofPanes()), HistoryTable.of(format)));
    }
    return all;
  }

  /** The books that a run keeps: the ledger, and what it has read of its source. */
  public List<TableRows<?>> books(String run, PCollection<Books> books) {
    return List.of(
        new TableRows<>(
            books.apply("Ledger", BookEntries.ofLedger()), LedgerTables.ledger(pipeline)),
        new TableRows<>(
            books.apply("Coverage", BookEntries.ofCoverage()),
            LedgerTables.coverage(pipeline, run)));
  }

  /** The events that came too late. */
  public TableRows<TooLateEvent> tooLate(PCollection<TooLateEvent> events) {
    return new TableRows<>(events, LedgerTables.tooLate(pipeline));
  }

  /** The broken records. */
  public TableRows<Reject> rejects(PCollection<Reject> rejects) {
    return new TableRows<>(rejects, LedgerTables.rejects(pipeline));
  }

  /** Puts rows into their tables. */
  public void store(List<TableRows<?>> rows) {
    Upsert.into(database, rows);
  }

  /** What has been written so far. */
  public StoredAnswer stored() {
    return new StoredAnswer(database, pipeline);
  }
}
