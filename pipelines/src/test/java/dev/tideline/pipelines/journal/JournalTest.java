package dev.tideline.pipelines.journal;

import static java.util.stream.Collectors.toMap;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.money.Amount;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What versions of a day post to the general ledger. */
class JournalTest {

  private static final String DAY = "2026-03-17";
  private static final ChartOfAccounts USUAL = ChartOfAccounts.USUAL;

  @TempDir private Path folder;

  /** Rows as {@code STORE CATEGORY CURRENCY REVENUE REFUNDS COST}. */
  private static List<JsonNode> rows(String... rows) throws IOException {
    List<JsonNode> parsed = new ArrayList<>();
    for (String row : rows) {
      String[] words = row.split(" ");
      parsed.add(
          AnswerJson.parse(
              """
              {"store_id":"%s","category":"%s","currency":"%s","revenue":%s,"refunds":%s,"cost":%s}"""
                  .formatted((Object[]) words)));
    }
    return parsed;
  }

  private static List<Posting> post(int version, List<Posting> before, List<JsonNode> rows) {
    return new Journal(DAY, version, USUAL).postings(before, rows, List.of());
  }

  private static List<String> texts(List<Posting> postings) {
    return postings.stream()
        .map(
            posting ->
                "%s %s %s %s"
                    .formatted(
                        posting.entry().replace(DAY + "/", ""),
                        posting.account(),
                        posting.debit().signum() == 0 ? "-" : posting.debit().toPlainString(),
                        posting.credit().signum() == 0 ? "-" : posting.credit().toPlainString()))
        .toList();
  }

  @Test
  void aDayIsAnEntryOfEachStoreThatBalances() throws IOException {
    assertThat(
        texts(
            post(
                1,
                List.of(),
                rows("mitte bakery EUR 4.00 0 1.50", "mitte dairy EUR 3.00 3.00 2.00"))),
        contains(
            "mitte/EUR/v1 4000 - 4.00",
            "mitte/EUR/v1 5000 1.50 -",
            "mitte/EUR/v1 4000 - 3.00",
            "mitte/EUR/v1 4090 3.00 -",
            "mitte/EUR/v1 5000 2.00 -",
            "mitte/EUR/v1 1200 4.00 -",
            "mitte/EUR/v1 1400 - 3.50"));
  }

  @Test
  void aCorrectionReversesWhatWasPostedAndPostsAnew() throws IOException {
    List<Posting> first =
        post(1, List.of(), rows("a bakery EUR 4.00 0 1.50", "b bakery EUR 9.00 0 1.00"));
    List<JsonNode> corrected = rows("a bakery EUR 5.00 0 1.50", "b bakery EUR 9.00 0 1.00");
    List<Posting> second = post(2, first, corrected);
    assertThat(
        texts(second),
        contains(
            "a/EUR/v1/reversal 4000 4.00 -",
            "a/EUR/v1/reversal 5000 - 1.50",
            "a/EUR/v1/reversal 1200 - 4.00",
            "a/EUR/v1/reversal 1400 1.50 -",
            "a/EUR/v2 4000 - 5.00",
            "a/EUR/v2 5000 1.50 -",
            "a/EUR/v2 1200 5.00 -",
            "a/EUR/v2 1400 - 1.50"));
    assertThat("nothing is new", post(3, both(first, second), corrected), is(empty()));
    assertThat(
        "a store that has nothing any more",
        texts(post(3, both(first, second), rows("a bakery EUR 5.00 0 1.50"))),
        contains(
            "b/EUR/v1/reversal 4000 9.00 -",
            "b/EUR/v1/reversal 5000 - 1.00",
            "b/EUR/v1/reversal 1200 - 9.00",
            "b/EUR/v1/reversal 1400 1.00 -"));
  }

  @Test
  void whatIsReversedIsWhatWasPostedThoughAccountsAreOthersNow() throws IOException {
    List<JsonNode> rows = rows("a bakery EUR 4.00 0 0");
    List<Posting> first = post(1, List.of(), rows);
    ChartOfAccounts others =
        new ChartOfAccounts(
            Map.of(
                "receivables", "12",
                "revenue", "40",
                "revenue/bakery", "41",
                "refunds", "49",
                "cost", "50",
                "inventory", "14"));
    assertThat(
        texts(new Journal(DAY, 2, others).postings(first, rows, List.of())),
        contains(
            "a/EUR/v1/reversal 4000 4.00 -",
            "a/EUR/v1/reversal 1200 - 4.00",
            "a/EUR/v2 41 - 4.00",
            "a/EUR/v2 12 4.00 -"));
  }

  @Test
  void moreRefundsThanSalesAreOwedToTheBank() throws IOException {
    assertThat(
        texts(post(1, List.of(), rows("a bakery EUR -2.00 5.00 -1.00"))),
        contains(
            "a/EUR/v1 4000 2.00 -",
            "a/EUR/v1 4090 5.00 -",
            "a/EUR/v1 5000 - 1.00",
            "a/EUR/v1 1200 - 7.00",
            "a/EUR/v1 1400 1.00 -"));
  }

  @Test
  void whateverDaysAreCorrectedToAllPostingsTogetherAreThoseOfTheLastVersion() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Posting> all = new ArrayList<>();
    List<JsonNode> rows = List.of();
    for (int version = 1; version <= 40; version++) {
      rows = corrected(rows, random);
      Path csv = folder.resolve("v" + version + ".csv");
      List<Posting> posted = post(version, all, rows);
      JournalCsv.write(csv, posted);
      assertThat("seed " + seed, JournalCsv.read(csv), is(posted));
      assertThat("seed " + seed, unbalanced(posted), is(Map.of()));
      all = both(all, posted);
      assertThat(
          "seed " + seed + ", version " + version,
          balances(all),
          is(balances(post(version, List.of(), rows))));
    }
    assertThat("seed " + seed, balances(all), is(not(Map.of())));
  }

  /** Some of the rows as they were, some changed, some gone, some new. */
  private static List<JsonNode> corrected(List<JsonNode> before, Random random) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String store : List.of("mitte", "a/v1", "\"x\", y")) {
      for (String category : List.of("bakery", "dairy,\n fresh")) {
        for (String currency : List.of("EUR", "JPY")) {
          JsonNode was =
              before.stream()
                  .filter(row -> row.get("store_id").asText().equals(store))
                  .filter(row -> row.get("category").asText().equals(category))
                  .filter(row -> row.get("currency").asText().equals(currency))
                  .findFirst()
                  .orElse(null);
          int fate = random.nextInt(10);
          if (fate < 6 && was != null) {
            rows.add(was);
          } else if (fate < 9) {
            rows.add(row(store, category, currency, random));
          }
        }
      }
    }
    return rows;
  }

  private static JsonNode row(String store, String category, String currency, Random random)
      throws IOException {
    JsonNode row =
        rows("s c %s %s %s %s".formatted(currency, amount(random), amount(random), amount(random)))
            .get(0);
    return ((ObjectNode) row).put("store_id", store).put("category", category);
  }

  private static String amount(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "0.0000";
      case 1 -> "-" + Amount.format(random.nextInt(1_000_000));
      default -> Amount.format(random.nextLong(Amount.LARGEST));
    };
  }

  private static List<Posting> both(List<Posting> some, List<Posting> more) {
    List<Posting> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** Entries whose debits and credits in a currency are not equal, with the difference. */
  private static Map<String, BigDecimal> unbalanced(List<Posting> postings) {
    return sums(postings, posting -> posting.entry() + " " + posting.currency());
  }

  /** What is on each account in each currency, apart from zeroes. */
  private static Map<String, BigDecimal> balances(List<Posting> postings) {
    return sums(postings, posting -> posting.account() + " " + posting.currency());
  }

  private static Map<String, BigDecimal> sums(
      List<Posting> postings, Function<Posting, String> key) {
    return postings.stream()
        .collect(toMap(key, each -> each.debit().subtract(each.credit()), BigDecimal::add))
        .entrySet()
        .stream()
        .filter(sum -> sum.getValue().signum() != 0)
        .collect(toMap(Map.Entry::getKey, sum -> sum.getValue().stripTrailingZeros()));
  }
}
