package dev.tideline.io.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.joda.time.Duration;

/**
 * Writes the rows of a bundle in transactions of some thousand, each of one table. A bundle that is
 * tried again writes the same rows again, which changes nothing.
 */
final class UpsertFn extends DoFn<RawUnionValue, Void> {

  private static final long serialVersionUID = 2;

  private static final int MOST_ROWS = 2_000;

  private final Database database;
  private final ArrayList<SqlTable<?>> tables;
  private final Duration patience;

  private transient SqlSession session;
  private transient List<Waiting<?>> waiting;

  /**
   * @param tables in the order of the tags of their rows
   */
  UpsertFn(Database database, List<SqlTable<?>> tables, Duration patience) {
    this.database = database;
    this.tables = new ArrayList<>(tables);
    this.patience = patience;
  }

  @Setup
  public void setup() {
    session = new SqlSession(database, patience);
  }

  @StartBundle
  public void startBundle() {
    waiting = new ArrayList<>();
    tables.forEach(table -> waiting.add(new Waiting<>(table)));
  }

  @ProcessElement
  public void processElement(@Element RawUnionValue row) throws IOException {
    Waiting<?> rows = waiting.get(row.getUnionTag());
    rows.add(row.getValue());
    if (rows.size() >= MOST_ROWS) {
      rows.writeIn(session);
    }
  }

  @FinishBundle
  public void finishBundle() throws IOException {
    for (Waiting<?> rows : waiting) {
      rows.writeIn(session);
    }
  }

  @Teardown
  public void teardown() {
    if (session != null) { // setup may have failed
      session.close();
    }
  }

  /** Rows of one table, the newest of each key. */
  private static final class Waiting<R> {

    private final SqlTable<R> table;

    /**
     * Sorted, so that two writers meet the same rows in the same order, and none blocks the other.
     */
    private final SortedMap<String, R> rows = new TreeMap<>();

    Waiting(SqlTable<R> table) {
      this.table = table;
    }

    @SuppressWarnings("unchecked") // its tag says that it is of this table
    void add(Object tagged) {
      R row = (R) tagged;
      rows.merge(table.keyOf(row), row, table::staying);
    }

    int size() {
      return rows.size();
    }

    void writeIn(SqlSession session) throws IOException {
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
}
