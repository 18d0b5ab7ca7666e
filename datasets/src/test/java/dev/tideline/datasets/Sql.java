package dev.tideline.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks DuckDB about an archive: a view for each topic, and one of the stores. */
record Sql(Path set, Connection connection) implements AutoCloseable {

  static Sql over(Path set, String... topics) throws SQLException {
    Sql sql = new Sql(set, DriverManager.getConnection("jdbc:duckdb:"));
    try (Statement statement = sql.connection.createStatement()) {
      statement.execute(
          "CREATE VIEW stores AS FROM read_json('"
              + set.resolve("stores.jsonl")
              + "', columns = {store_id: 'VARCHAR', name: 'VARCHAR', time_zone: 'VARCHAR',"
              + " currency: 'VARCHAR', day_starts_at: 'VARCHAR', books_close_at: 'VARCHAR',"
              + " valid_from: 'VARCHAR', valid_to: 'VARCHAR'})");
      for (String topic : topics) {
        String files =
            "read_parquet('" + sql.glob(topic) + "', filename = true, file_row_number = true)";
        statement.execute("CREATE VIEW " + topic + " AS FROM " + files);
      }
    }
    return sql;
  }

  /**
   * Makes a table of the banks' lines, each with its file and a number by which later ones follow.
   */
  void loadBank() throws SQLException {
    execute(
        "CREATE TABLE bank_rows AS SELECT 'bank' AS bank, line_id, * EXCLUDE (line_id)"
            + bankFiles("settlement"));
    if (Files.exists(set.resolve(Scramble.OTHER_BANK))) {
      execute(
          "INSERT INTO bank_rows SELECT 'other' AS bank, id AS line_id, * EXCLUDE (id)"
              + bankFiles("other"));
    }
  }

  private String bankFiles(String name) {
    return """
        , row_number() OVER () AS place
        FROM read_csv('%s/bank/%s-*.csv',
          delim = ',', header = true, all_varchar = true, filename = true)
        """
        .formatted(set, name);
  }

  /** Executes statements. */
  void execute(String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** The statements of a file beside the tests. */
  static String script(String name) throws IOException {
    try (InputStream in = Sql.class.getResourceAsStream(name + ".sql")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** All files of a topic. */
  String glob(String topic) {
    return set.resolve(topic) + "/*/*.parquet";
  }

  /** The one number that answers a question. */
  long number(String question) throws SQLException {
    return decimal(question).longValueExact();
  }

  /** The one decimal that answers a question. */
  BigDecimal decimal(String question) throws SQLException {
    return new BigDecimal(texts(question).get(0));
  }

  /** The first column of an answer. */
  List<String> texts(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
