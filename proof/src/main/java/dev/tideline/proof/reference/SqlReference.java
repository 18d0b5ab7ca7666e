package dev.tideline.proof.reference;

import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pipeline must answer about a world, written in SQL and asked of DuckDB. Which records are
 * no events at all it takes from {@link PlainReader}; every other fate, and the rows, are its own.
 */
public final class SqlReference {

  private SqlReference() {}

  /**
   * Asks it.
   *
   * @param scratch a folder of its own
   */
  public static Expected of(Question question, World world, Path scratch) throws IOException {
    FateModel.Judgement judgement = FateModel.judge(question, world, false);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      SqlTables.load(world.stores(), judgement.readable(), scratch, statement);
      statement.execute(SqlScripts.fates());
      statement.execute("SET VARIABLE as_of = CAST(NULL AS TIMESTAMPTZ)");
      String fates = question.pipeline().replace('-', '_');
      return new Expected(
          rows(statement, SqlScripts.answer(question.pipeline())),
          plus(
              counts(statement, "SELECT fate, count(*) FROM " + fates + " GROUP BY fate"),
              Map.of("REJECTED", total(judgement.unreadable()))),
          plus(
              counts(
                  statement,
                  "SELECT broken, count(*) FROM %s WHERE broken IS NOT NULL GROUP BY broken"
                      .formatted(fates)),
              judgement.unreadable()));
    } catch (SQLException failure) {
      throw new IOException("DuckDB: " + failure.getMessage(), failure);
    }
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(query)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String name = found.getMetaData().getColumnName(i);
          fields.add("\"" + name + "\":" + json(found.getObject(i)));
        }
        rows.add("{" + String.join(",", fields) + "}");
      }
    }
    return rows;
  }

  /** A value as an answer writes it. */
  public static String json(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Long number) {
      return number.toString();
    }
    if (value instanceof LocalDate || value instanceof String) {
      return "\"" + value + "\"";
    }
    throw new IllegalArgumentException("no row has a " + value.getClass());
  }

  private static Map<String, Long> counts(Statement statement, String query) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        counts.put(found.getString(1), found.getLong(2));
      }
    }
    return counts;
  }

  private static Map<String, Long> plus(Map<String, Long> some, Map<String, Long> more) {
    Map<String, Long> all = new TreeMap<>(some);
    more.forEach((name, n) -> all.merge(name, n, Long::sum));
    return all;
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }
}
