package dev.tideline.sql;

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
  private final Table<R> table;
  private final Duration patience;

  private transient Session session;

  /**
   * Sorted, so that two writers meet the same rows in the same order, and none blocks the other.
   */
  private transient SortedMap<String, R> newest;

  UpsertFn(Database database, Table<R> table, Duration patience) {
    this.database = database;
    this.table = table;
    this.patience = patience;
  }

  @Setup
  public void setup() {
    session = new Session(database, patience);
  }

  @StartBundle
  public void startBundle() {
    newest = new TreeMap<>();
  }

  @ProcessElement
  public void processElement(@Element R row) throws IOException {
    newest.merge(table.keyOf(row), row, this::newer);
    if (newest.size() >= MOST_ROWS) {
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

  private R newer(R before, R now) {
    return table.versionOf(now) >= table.versionOf(before) ? now : before;
  }

  private void write() throws IOException {
    if (newest.isEmpty()) {
      return;
    }
    session.run(
        "write to table " + table.name(),
        connection -> {
          table.upsert(connection, newest.values());
          return null;
        });
    newest.clear();
  }
}
