package dev.tideline.proof.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads Parquet files of the archive by DuckDB, which shares nothing with the pipelines. */
final class Archive {

  private Archive() {}

  /**
   * The rows as the lines of JSON that a till would have sent, a partition a file.
   *
   * @throws IOException if a file can't be read, or has other columns
   */
  static List<WorldRecord> records(WorldTopic topic, List<Path> files) throws IOException {
    List<WorldRecord> records = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("CREATE MACRO moment(t) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ')");
      statement.execute("CREATE VIEW archive AS FROM " + rowsOf(files));
      try (ResultSet rows = statement.executeQuery(asLines(topic))) {
        while (rows.next()) {
          byte[] line = rows.getString("line").getBytes(UTF_8);
          records.add(WorldRecord.of(topic, rows.getInt("partition"), line));
        }
      }
    } catch (SQLException unfit) {
      throw new IOException("no archive: " + unfit.getMessage(), unfit);
    }
    return records;
  }

  /** A folder such as {@code date=2026-03-17} is to be no column. */
  private static String rowsOf(List<Path> files) {
    return files.stream()
        .map(file -> "'" + file.toString().replace("'", "''") + "'")
        .collect(
            Collectors.joining(
                ", ",
                "read_parquet([",
                "], filename = true, file_row_number = true, hive_partitioning = false)"));
  }

  private static String asLines(WorldTopic topic) throws IOException {
    try (InputStream in = Archive.class.getResourceAsStream(topic.folder() + ".sql")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
