package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --parquet} the same rows are there for SQL, in columns of their proper types. */
class ParquetAnswerTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  @TempDir private Path home;

  @Test
  @Tag("exhaustive")
  void dailyRevenue() throws Exception {
    assertThat(
        typesOf(new DailyRevenueMain()),
        is(
            List.of(
                "business_day DATE",
                "store_id VARCHAR",
                "category VARCHAR",
                "currency VARCHAR",
                "orders BIGINT",
                "lines BIGINT",
                "units DECIMAL(38,0)",
                "revenue DECIMAL(38,4)",
                "refunds DECIMAL(38,4)",
                "cost DECIMAL(38,4)",
                "margin DECIMAL(38,4)",
                "average_order DECIMAL(38,4)",
                "events BIGINT")));
  }

  @Test
  void opsDashboard() throws Exception {
    assertThat(
        typesOf(new OpsDashboardMain()),
        is(
            List.of(
                "window_end TIMESTAMP WITH TIME ZONE",
                "store_id VARCHAR",
                "currency VARCHAR",
                "orders BIGINT",
                "revenue DECIMAL(38,4)",
                "average_order DECIMAL(38,4)",
                "cancellations BIGINT",
                "cancellation_rate DECIMAL(38,4)",
                "fulfilled BIGINT",
                "service_time_p50_ms BIGINT",
                "service_time_p95_ms BIGINT",
                "events BIGINT")));
  }

  @Test
  @Tag("exhaustive")
  void fraudVelocity() throws Exception {
    assertThat(
        typesOf(new FraudVelocityMain(), "--card-key", TESTDATA.resolve("card.key").toString()),
        is(
            List.of(
                "payment_id VARCHAR",
                "card_token VARCHAR",
                "event_time TIMESTAMP WITH TIME ZONE",
                "score BIGINT",
                "rule VARCHAR",
                "rule_version BIGINT")));
  }

  /**
   * Runs a command over the hand-made events, compares its rows in both forms, gives the columns.
   */
  private List<String> typesOf(PipelineCommand<?, ?> command, String... more)
      throws IOException, SQLException {
    Path answer = home.resolve("answer");
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--input", TESTDATA.resolve("freshmart").toString()));
    words.addAll(List.of("--output", answer.toString(), "--parquet"));
    Ended ended = Terminal.run(command, words.toArray(String[]::new));
    assertThat(ended.err(), ended.code(), is(0));
    List<String> rows = Terminal.lines(answer, "rows");
    assertThat(rows, is(not(empty())));

    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet found =
            statement.executeQuery("FROM '" + answer.resolve("parquet") + "/*.parquet'")) {
      ResultSetMetaData columns = found.getMetaData();
      List<String> types = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.add(columns.getColumnName(i) + " " + columns.getColumnTypeName(i));
      }
      List<String> asJson = new ArrayList<>();
      while (found.next()) {
        asJson.add(json(found));
      }
      assertThat(asJson.stream().sorted().toList(), is(rows));
      return types;
    }
  }

  private static String json(ResultSet row) throws SQLException {
    List<String> fields = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      fields.add("\"" + row.getMetaData().getColumnName(i) + "\":" + json(row.getObject(i)));
    }
    return "{" + String.join(",", fields) + "}";
  }

  private static String json(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Long number) {
      return number.toString();
    }
    if (value instanceof OffsetDateTime time) {
      return "\"" + time.withOffsetSameInstant(ZoneOffset.UTC).format(TIME) + "\"";
    }
    if (value instanceof LocalDate || value instanceof String) {
      return "\"" + value + "\"";
    }
    throw new AssertionError("no row has a " + value.getClass());
  }
}
