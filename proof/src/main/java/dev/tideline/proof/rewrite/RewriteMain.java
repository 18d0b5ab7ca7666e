package dev.tideline.proof.rewrite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes an archive once more as other programs write Parquet, so that a pipeline can be asked of
 * both: the answers must be equal. Arguments: duckdb or avro, the archive, a folder for the copy.
 */
public final class RewriteMain {

  private RewriteMain() {}

  /** Writes the copy. */
  public static void main(String[] args) throws IOException, SQLException {
    if (args.length != 3 || !List.of("duckdb", "avro").contains(args[0])) {
      System.err.println("rewrite: give duckdb|avro ARCHIVE COPY");
      System.exit(2);
    }
    rewrite(Writer.valueOf(args[0].toUpperCase(Locale.ROOT)), Path.of(args[1]), Path.of(args[2]));
  }

  /** Who writes. */
  public enum Writer {
    /** DuckDB's COPY. */
    DUCKDB,
    /** Avro's own Parquet writer. */
    AVRO
  }

  /** Writes every Parquet file below a folder once more, and copies the others. */
  public static void rewrite(Writer writer, Path archive, Path copy)
      throws IOException, SQLException {
    try (Stream<Path> all = Files.walk(archive)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        Path target = copy.resolve(archive.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (!file.toString().endsWith(".parquet")) {
          Files.copy(file, target);
        } else if (writer == Writer.DUCKDB) {
          DuckDbCopy.write(file, target);
        } else {
          AvroCopy.write(file, target);
        }
      }
    }
  }
}
