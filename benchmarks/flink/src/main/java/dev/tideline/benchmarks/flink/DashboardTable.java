package dev.tideline.benchmarks.flink;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A table of SQLite that has the latest row of each window. It is written at each checkpoint and at
 * the end, and in between when many rows wait.
 */
final class DashboardTable implements Sink<DashboardRow> {

  private static final long serialVersionUID = 1;
  private static final int MOST_WAITING = 2_000;

  private final String file;

  /** In a file, which is made if it is not there. */
  DashboardTable(String file) {
    this.file = file;
  }

  /** All rows of the table in a file, in no order. */
  static List<String> rows(Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect(file.toString());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT json FROM ops_dashboard")) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static Connection connect(String file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Override
  public SinkWriter<DashboardRow> createWriter(WriterInitContext context) throws IOException {
    try {
      return new Writer(connect(file));
    } catch (SQLException failure) {
      throw new IOException(failure);
    }
  }

  @Override
  @Deprecated
  public SinkWriter<DashboardRow> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink calls the other one");
  }

  private static final class Writer implements SinkWriter<DashboardRow> {

    private record Window(String store, long end) {}

    private final Connection connection;
    private final Map<Window, String> waiting = new LinkedHashMap<>();

    Writer(Connection connection) throws SQLException {
      this.connection = connection;
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute(
            """
            CREATE TABLE IF NOT EXISTS ops_dashboard (
              store_id TEXT, window_end INTEGER, json TEXT, PRIMARY KEY (store_id, window_end)
            ) WITHOUT ROWID
            """);
      }
      connection.setAutoCommit(false);
    }

    @Override
    public void write(DashboardRow row, Context context) throws IOException {
      waiting.put(new Window(row.store(), row.windowEnd()), row.json());
      if (waiting.size() >= MOST_WAITING) {
        flush(false);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      try (PreparedStatement upsert =
          connection.prepareStatement("REPLACE INTO ops_dashboard VALUES (?, ?, ?)")) {
        for (Map.Entry<Window, String> row : waiting.entrySet()) {
          upsert.setString(1, row.getKey().store());
          upsert.setLong(2, row.getKey().end());
          upsert.setString(3, row.getValue());
          upsert.addBatch();
        }
        upsert.executeBatch();
        connection.commit();
      } catch (SQLException failure) {
        throw new IOException(failure);
      }
      waiting.clear();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
