package dev.tideline.proof.rewrite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A Parquet file as DuckDB writes it: all columns optional, times in microseconds, BLOB tokens. */
final class DuckDbCopy {

  private DuckDbCopy() {}

  static void write(Path file, Path target) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (FROM read_parquet('%s', hive_partitioning = false)) TO '%s' (FORMAT parquet)"
              .formatted(quoted(file), quoted(target)));
    }
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }
}
