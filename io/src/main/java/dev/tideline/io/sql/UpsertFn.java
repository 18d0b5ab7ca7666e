package dev.tideline.io.sql;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Duration;

/**
 * Writes the rows of a bundle in transactions of some thousand. A bundle that is tried again writes
 * the same rows again, which changes nothing.
 */
final class UpsertFn<R> extends DoFn<R, Void> {

  private static final long serialVersionUID = 1;

  private static final int MOST_ROWS = 2_000;

  private final Database database;
  private final SqlTable<R> table;
  private final Duration patience;

  private transient SqlSession session;

  /**
   * Sorted, so that two writers meet the same rows in the same order, and none blocks the other.
   */
  private transient SortedMap<String, R> rows;

  UpsertFn(Database database, SqlTable<R> table, Duration patience) {
    this.database = database;
    this.table = table;
    this.patience = patience;
  }

  @Setup
  public void setup() {
    session = new SqlSession(database, patience);
  }

  @StartBundle
  public void startBundle() {
    rows = new TreeMap<>();
  }

  @ProcessElement
  public void processElement(@Element R row) throws IOException {
    rows.merge(table.keyOf(row), row, table::staying);
    if (rows.size() >= MOST_ROWS) {
      write();
    }
  }

  @FinishBundle
  public void finishBundle() throws IOException {
    write();
  }

  @Teardown
  public void teardown() {
    if (session != null) { // setup may have failed
      session.close();
    }
  }

  private void write() throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    session.run(
        "write to table " + table.name(),
        connection -> {
          table.upsert(connection, rows.values());
          return null;
        });
    rows.clear();
  }
}
