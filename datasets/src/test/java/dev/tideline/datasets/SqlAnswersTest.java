package dev.tideline.datasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.GatewayHealthMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.proof.reference.SqlReference;
import dev.tideline.proof.reference.SqlScripts;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pipelines make of an archive, fates and rows, is computed again in SQL and asked of an
 * engine that shares nothing with them, over a day that has 23 hours in Europe, with everything in
 * disorder. Both must agree to the last unit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlAnswersTest {

  private static final String WORLD =
      "--format parquet --seed 8 --orders 300 --from 2026-03-29 --stores 6"
          + " --cards 30 --bursts 6 --partitions 2 --late-share 0.1 --offline-share 0.3"
          + " --duplicate-share 0.1 --skew-share 0.05 --broken-share 0.05";

  private Path home;
  private Path set;
  private Sql sql;

  @BeforeAll
  void generate(@TempDir Path folder) throws Exception {
    home = folder;
    set = DataSets.generate(folder, "set", WORLD);
    sql = Sql.over(set, "orders", "payments");
    sql.execute("SET TimeZone = 'UTC'");
    sql.execute(SqlScripts.fates());
  }

  @BeforeEach
  void lookByThePipelinesOwnPolicy() throws SQLException {
    sql.execute("SET VARIABLE as_of = CAST(NULL AS TIMESTAMPTZ)");
  }

  @AfterAll
  void close() throws SQLException {
    sql.connection().close();
  }

  @Test
  @Tag("exhaustive")
  void dailyRevenue() throws Exception {
    agree(new DailyRevenueMain(), "daily-revenue");
  }

  @Test
  @Tag("exhaustive")
  void opsDashboard() throws Exception {
    agree(new OpsDashboardMain(), "ops-dashboard");
  }

  @Test
  void fraudVelocity() throws Exception {
    agree(new FraudVelocityMain(), "fraud-velocity", "--card-key", home + "/card.key");
  }

  @Test
  @Tag("exhaustive")
  void gatewayHealth() throws Exception {
    agree(new GatewayHealthMain(), "gateway-health", "--card-key", home + "/card.key");
  }

  @Test
  @Tag("exhaustive")
  void aLaterLookAtTheDashboard() throws Exception {
    String moment = "2026-03-29T12:00:00Z";
    sql.execute("SET VARIABLE as_of = TIMESTAMPTZ '" + moment + "'");

    agree(new OpsDashboardMain(), "ops-dashboard", "--as-of", moment);
  }

  /** Otherwise agreeing would prove little. */
  @Test
  void everyFateAndManyReasonsAreThere() throws Exception {
    assertThat(
        sql.texts("SELECT DISTINCT fate FROM ops_dashboard ORDER BY fate"),
        contains("COUNTED", "DUPLICATE", "OUT_OF_SCOPE", "REJECTED", "TOO_LATE"));
    assertThat(sql.number("SELECT count(DISTINCT broken) FROM judged_orders"), greaterThan(6L));
    assertThat(
        sql.number("SELECT count(*) FROM daily_revenue WHERE fate = 'TOO_LATE'"), greaterThan(0L));
  }

  private void agree(PipelineCommand<?, ?> command, String pipeline, String... more)
      throws Exception {
    Answered answer = Answered.by(command, set, home.resolve(pipeline), more);

    List<String> rows = rows(SqlScripts.answer(pipeline));
    assertThat("only the pipeline says, " + WORLD, without(rows, answer.rows()), is(empty()));
    assertThat("only SQL says, " + WORLD, without(answer.rows(), rows), is(empty()));
    assertThat(answer.rows(), is(rows));
    assertThat(rows.size(), greaterThan(10));
    String fates = pipeline.replace('-', '_');
    assertThat(
        answer.printed("LEDGER"),
        is(
            sql.texts(
                """
                SELECT format(
                  'LEDGER read={} counted={} duplicate={} too_late={} rejected={} out_of_scope={} BALANCED',
                  count(*),
                  count(*) FILTER (fate = 'COUNTED'),
                  count(*) FILTER (fate = 'DUPLICATE'),
                  count(*) FILTER (fate = 'TOO_LATE'),
                  count(*) FILTER (fate = 'REJECTED'),
                  count(*) FILTER (fate = 'OUT_OF_SCOPE'))
                FROM %s
                """
                    .formatted(fates))));
    assertThat(
        answer.printed("REJECTED"),
        is(
            sql.texts(
                """
                SELECT format('REJECTED {}={}', broken, count(*)) AS line
                FROM %s WHERE broken IS NOT NULL GROUP BY broken ORDER BY line
                """
                    .formatted(fates))));
  }

  private static List<String> without(List<String> some, List<String> all) {
    Set<String> known = Set.copyOf(some);
    return all.stream().filter(row -> !known.contains(row)).toList();
  }

  /** The rows of a query as an answer writes them, sorted. */
  private List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = sql.connection().createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          String name = found.getMetaData().getColumnName(i);
          fields.add("\"" + name + "\":" + SqlReference.json(found.getObject(i)));
        }
        rows.add("{" + String.join(",", fields) + "}");
      }
    }
    return rows.stream().sorted().toList();
  }
}
