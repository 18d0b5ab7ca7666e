package dev.tideline.datasets;

import dev.tideline.proof.reference.SqlScripts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reconciles a data set with its bank once more, in SQL that shares nothing with the pipeline. */
record ReconciliationSql(Sql sql) implements AutoCloseable {

  /** What is broken, by state, kind and id. */
  static final String FOUND = "SELECT state || ' ' || kind || ' ' || id FROM breaks ORDER BY ALL";

  /**
   * Reconciles some days.
   *
   * @param asOf a later look, as {@code 2026-03-20T00:00:00Z}; null for each day as it was known by
   *     its own end
   */
  static ReconciliationSql of(
      Path set, LocalDate first, LocalDate last, String asOf, int settleDays)
      throws SQLException, IOException {
    Sql sql = Sql.over(set, "orders", "payments");
    sql.execute("SET TimeZone = 'UTC'");
    sql.execute(SqlScripts.fates());
    String moment = asOf == null ? "CAST(NULL AS TIMESTAMPTZ)" : "TIMESTAMPTZ '" + asOf + "'";
    sql.execute("SET VARIABLE as_of = " + moment);
    sql.execute("SET VARIABLE first_day = DATE '" + first + "'");
    sql.execute("SET VARIABLE last_day = DATE '" + last + "'");
    sql.execute("SET VARIABLE settle_days = " + settleDays);
    sql.loadBank();
    sql.execute(Sql.script("reconciliation"));
    return new ReconciliationSql(sql);
  }

  /** The names of the columns of a view: of {@code reconciliation} or {@code breaks}. */
  List<String> columns(String view) throws SQLException {
    return sql.texts("SELECT column_name FROM (DESCRIBE FROM " + view + ")");
  }

  /** Its rows, each as {@code name=value} in the order of the columns, sorted. */
  List<String> rows(String view) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = sql.connection().createStatement();
        ResultSet found = statement.executeQuery("FROM " + view)) {
      while (found.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          Object value = found.getObject(i);
          String text =
              value instanceof BigDecimal money ? money.toPlainString() : String.valueOf(value);
          fields.add(found.getMetaData().getColumnName(i) + "=" + text);
        }
        rows.add(String.join(" ", fields));
      }
    }
    return rows.stream().sorted().toList();
  }

  /** The first column of an answer. */
  List<String> texts(String question) throws SQLException {
    return sql.texts(question);
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
