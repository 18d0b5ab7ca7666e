package dev.tideline.datasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What truth.json says is what somebody else's SQL finds in the Parquet archive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveTruthTest {

  private static final String VALID_ORDERS =
      """
      SELECT o.* FROM orders o JOIN stores s USING (store_id)
      WHERE o.copy = 0 AND o.currency = s.currency
        AND epoch_ms(event_time) > 0 AND epoch_ms(event_time) <= epoch_ms(ingest_time) + 60000
        AND placed_at <= event_time
        AND type IN ('PLACED', 'CANCELLED', 'REFUNDED', 'FULFILLED')
        AND (type = 'FULFILLED' OR len(lines) > 0)
        AND NOT EXISTS (
          FROM (SELECT unnest(o.lines) AS l) WHERE l.amount < 0 OR l.amount > 1000000000)
      """;

  private static final String VALID_PAYMENTS =
      """
      SELECT p.* FROM payments p JOIN stores s USING (store_id)
      WHERE p.copy = 0 AND p.currency = s.currency
        AND epoch_ms(event_time) > 0 AND epoch_ms(event_time) <= epoch_ms(ingest_time) + 60000
        AND amount BETWEEN 0 AND 1000000000
      """;

  private JsonNode truth;
  private Sql sql;

  @BeforeAll
  void muchGoesWrong(@TempDir Path folder) throws IOException, SQLException {
    Path set =
        DataSets.generate(
            folder,
            "set",
            "--format parquet --seed 43 --orders 20000 --late-share 0.05 --offline-share 0.05"
                + " --duplicate-share 0.05 --skew-share 0.05 --broken-share 0.05");
    truth = DataSets.truth(set);
    sql = Sql.over(set, "orders", "payments");
  }

  @Test
  void everyRecordIsThere() throws SQLException {
    assertThat(sql.number("SELECT count(*) FROM orders"), is(truth("/orders/records")));
    assertThat(sql.number("SELECT count(*) FROM payments"), is(truth("/payments/records")));
    assertThat(
        sql.number("SELECT count(*) FROM (" + VALID_ORDERS + ")"), is(truth("/orders/events")));
    assertThat(
        sql.number("SELECT count(*) FROM (" + VALID_PAYMENTS + ")"), is(truth("/payments/events")));
  }

  @Test
  void whatCanNotBeARowIsLeftOutAndReported() {
    assertThat(truth("/orders/left_out/NOT_JSON"), greaterThan(0L));
    assertThat(truth("/payments/left_out/BAD_CARD"), greaterThan(0L));
    assertThat(truth.at("/orders/broken/NOT_JSON").isMissingNode(), is(true));
    assertThat(truth("/orders/broken/UNKNOWN_TYPE"), greaterThan(0L));
  }

  @Test
  void theDuplicatesOfAnEventAreNumberedAsTheyCame() throws SQLException {
    String numbered =
        "SELECT copy, row_number() OVER (PARTITION BY event_id ORDER BY ingest_time) - 1 AS place"
            + " FROM orders";
    assertThat(sql.number("SELECT count(*) FROM (" + numbered + ") WHERE copy <> place"), is(0L));
    assertThat(
        sql.number("SELECT count(*) FROM orders WHERE copy > 0"), is(truth("/orders/repeats")));
  }

  @Test
  void theSumsAreExact() throws SQLException {
    String lines = "(SELECT type, unnest(lines) AS l FROM (" + VALID_ORDERS + "))";
    String signed = "sum(CASE type WHEN 'PLACED' THEN l.%1$s WHEN 'CANCELLED' THEN -l.%1$s END)";
    assertThat(
        sql.decimal("SELECT " + signed.formatted("amount") + " FROM " + lines),
        is(truth.at("/total/revenue").decimalValue()));
    assertThat(
        sql.decimal("SELECT " + signed.formatted("cost") + " FROM " + lines),
        is(truth.at("/total/cost").decimalValue()));
    assertThat(
        sql.number("SELECT " + signed.formatted("quantity") + " FROM " + lines),
        is(truth("/total/units")));
    assertThat(
        sql.decimal("SELECT sum(l.amount) FROM " + lines + " WHERE type = 'REFUNDED'"),
        is(truth.at("/total/refunds").decimalValue()));
    assertThat(
        sql.decimal("SELECT sum(amount) FROM (" + VALID_PAYMENTS + ")"),
        is(truth.at("/total/paid").decimalValue()));
  }

  @Test
  void eachDayHoldsWhatWasIngestedOnItInOrder() throws SQLException {
    String strayed =
        "SELECT count(*) FROM orders WHERE epoch_ms(ingest_time) // 86400000 <> date - DATE"
            + " '1970-01-01'";
    assertThat(sql.number(strayed), is(0L));
    String before =
        "SELECT ingest_time, lag(ingest_time) OVER (PARTITION BY filename ORDER BY file_row_number)"
            + " AS earlier FROM orders";
    assertThat(
        sql.number("SELECT count(*) FROM (" + before + ") WHERE earlier > ingest_time"), is(0L));
  }

  @Test
  void theFilesSayWhatTheyAre() throws SQLException {
    assertThat(
        sql.texts(
            "SELECT DISTINCT decode(key) FROM parquet_kv_metadata('"
                + sql.glob("orders")
                + "') ORDER BY 1"),
        contains("tideline.part", "tideline.part.files", "tideline.schema"));
  }

  private long truth(String path) {
    return truth.at(path).longValue();
  }
}
