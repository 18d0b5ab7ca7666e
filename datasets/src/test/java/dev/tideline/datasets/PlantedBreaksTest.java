package dev.tideline.datasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.files.Folders;
import dev.tideline.proof.reference.SqlScripts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is planted in a generated data set is what is found in it, and nothing else, once all is
 * settled: by SQL, so that neither the generator nor the pipeline is its own judge.
 */
class PlantedBreaksTest {

  private static final LocalDate FROM = LocalDate.of(2026, 3, 26); // before a change of clocks
  private static final LocalDate LONG_AFTER = LocalDate.of(2026, 5, 31);
  private static final String LATER = "2026-06-01T00:00:00Z";

  /** As what a break of each kind is found; the kinds that are none are not named. */
  private static final Map<String, String> FOUND_AS =
      Map.of(
          "never_settled", "MISSING_AT_BANK PAYMENT",
          "other_amount", "AMOUNT_DIFFERS PAYMENT",
          "settled_twice", "SETTLED_TWICE PAYMENT",
          "no_rate", "WRONG_CURRENCY PAYMENT",
          "unknown_payment", "MISSING_IN_BOOKS CAPTURE",
          "no_payment", "UNPAID_ORDER SALE",
          "no_order", "PAYMENT_WITHOUT_ORDER PAYMENT",
          "payout_differs", "AMOUNT_DIFFERS PAYOUT");

  /** All sales of a day must be what its P&L says. */
  private static final String SALES_UNLIKE_REVENUE =
      """
      SELECT format('{} {} {} {}', business_day, store_id, sales, revenue)
      FROM (
        SELECT business_day, store_id, sum(amount) AS sales
        FROM reconciliation
        WHERE kind = 'SALE'
        GROUP BY ALL)
      FULL JOIN (
        SELECT business_day, store_id, sum(revenue - refunds) AS revenue
        FROM (%s)
        GROUP BY ALL) USING (business_day, store_id)
      WHERE sales IS DISTINCT FROM revenue
      """
          .formatted(SqlScripts.answer("daily-revenue").replace(";", ""));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsPlantedIsFound(long seed) throws Exception {
    find(seed);
  }

  @ParameterizedTest
  @Tag("exhaustive")
  @MethodSource("hundredSeeds")
  void whatIsPlantedIsFoundAHundredTimes(long seed) throws Exception {
    find(seed);
  }

  static List<Long> hundredSeeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 101; seed <= 200; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  /** A break has to be a break, not a matter of when one looks. */
  @Test
  void aMonthIsReconciledOnceAllIsSettledHoweverLate() throws Exception {
    Path set =
        DataSets.generate(
            folder,
            "month",
            "--orders 3000 --from 2026-03-01 --days 31 --stores 12 --seed 5 --bursts 3"
                + " --late-share 0.1 --offline-share 0.1 --duplicate-share 0.1 --skew-share 0"
                + " --broken-share 0 --bank --settled-late-share 0.3");
    LocalDate first = LocalDate.of(2026, 3, 1);
    try (ReconciliationSql later = ReconciliationSql.of(set, first, LONG_AFTER, LATER, 2)) {
      assertThat(later.rows("breaks"), is(empty()));
      assertThat(
          later.texts("SELECT DISTINCT state FROM reconciliation ORDER BY state"),
          is(List.of("MATCHED", "NO_SALE")));
    }
    LocalDate last = first.plusDays(30);
    try (ReconciliationSql then = ReconciliationSql.of(set, first, last, null, 2)) {
      long open =
          Long.parseLong(
              then.texts("SELECT sum(items) FROM reconciliation WHERE state = 'NOT_YET_DUE'")
                  .get(0));
      assertThat(open, is(greaterThan(100L)));
    }
  }

  private void find(long seed) throws Exception {
    int stores = 4 + (int) (seed % 9);
    int days = 3 + (int) (seed % 6);
    String world =
        "--orders 300 --from %s --days %d --stores %d --seed %d --bursts 1 --partitions 2"
                .formatted(FROM, days, stores, seed)
            + " --late-share 0.1 --offline-share 0.2 --duplicate-share 0.1 --skew-share 0"
            + " --broken-share 0 --bank --settled-late-share 0.1 --breaks 2";
    Path set = DataSets.generate(folder, "set", world);
    JsonNode planted = DataSets.truth(set).at("/bank/breaks");
    List<String> expected = new ArrayList<>();
    FOUND_AS.forEach(
        (kind, found) ->
            planted.at("/" + kind + "/ids").forEach(id -> expected.add(found + " " + id.asText())));
    try (ReconciliationSql sql = ReconciliationSql.of(set, FROM, LONG_AFTER, LATER, 2)) {
      assertThat(world, sql.texts(SALES_UNLIKE_REVENUE), is(empty()));
      List<String> found = sql.texts(ReconciliationSql.FOUND);
      assertThat(world, found, is(expected.stream().sorted().toList()));
      List<String> replaced =
          sql.texts("SELECT DISTINCT id FROM items WHERE state = 'REPLACED' ORDER BY id");
      assertThat(world, replaced, is(texts(planted.at("/corrected_line/ids"))));
    }
    Folders.delete(set);
  }

  private static List<String> texts(JsonNode ids) {
    List<String> texts = new ArrayList<>();
    ids.forEach(id -> texts.add(id.asText()));
    return texts;
  }
}
