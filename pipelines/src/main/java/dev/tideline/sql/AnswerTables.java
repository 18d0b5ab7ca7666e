package dev.tideline.sql;

import dev.tideline.intake.Reject;
import dev.tideline.ledger.Tally;
import dev.tideline.ledger.TooLate;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.NoteTimings;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

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
  public <R> List<Table<?>> tables(RowFormat<R> format) {
    List<Table<?>> tables =
        new ArrayList<>(
            List.of(
                Table.of(format),
                Accounts.ledger(pipeline),
                Accounts.tooLate(pipeline),
                Accounts.rejects(pipeline)));
    if (history) {
      tables.add(History.of(format));
    }
    return tables;
  }

  /** Puts rows into the table of their format, and into its history. */
  public <R> void rows(PCollection<R> rows, RowFormat<R> format) {
    put(rows, Table.of(format));
    if (history) {
      put(rows.apply("NoteTimings", NoteTimings.ofPanes()), History.of(format));
    }
  }

  /** Puts the tallies of minutes into the ledger, each tally the whole of its minute. */
  public void books(PCollection<KV<Long, Tally>> minutes) {
    put(minutes, Accounts.ledger(pipeline));
  }

  /** Keeps the events that came too late. */
  public void tooLate(PCollection<TooLate> events) {
    put(events, Accounts.tooLate(pipeline));
  }

  /** Keeps the broken records. */
  public void rejects(PCollection<Reject> rejects) {
    put(rejects, Accounts.rejects(pipeline));
  }

  /** What has been written so far. */
  public StoredAnswer stored() {
    return new StoredAnswer(database, pipeline);
  }

  private <E> void put(PCollection<E> elements, Table<E> table) {
    elements.apply("Store_" + table.name(), Upsert.into(database, table));
  }
}
