package dev.tideline.io.archive.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Columns whose values are in the names of folders, {@code store_id=berlin/part-0.parquet}, as
 * Hive, Spark and DuckDB write partitions.
 */
final class PathColumns {

  /** Hive's name for null. */
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private PathColumns() {}

  /**
   * The columns of a path; of a name that is there twice the one nearer to the file. A null has the
   * value "", which no field may have either.
   */
  static Map<String, String> of(Path file) {
    Map<String, String> columns = new HashMap<>();
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
      int equals = name.indexOf('=');
      if (equals > 0) {
        String value = unescaped(name.substring(equals + 1));
        columns.putIfAbsent(unescaped(name.substring(0, equals)), value.equals(NULL) ? "" : value);
      }
    }
    return columns;
  }

  /** Without percent-encoding; a plus is a plus, and what is not encoded well is left as it is. */
  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
