package dev.tideline.pipelines.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static List<JsonNode> rows(String... rows) throws IOException {
    List<JsonNode> parsed = new ArrayList<>();
    for (String row : rows) {
      String[] words = row.split(" ");
      parsed.add(
          AnswerJson.parse(
              """
              {"store_id":"%s","category":"%s","currency":"EUR","revenue":%s,"refunds":%s,"cost":%s}"""
                  .formatted((Object[]) words)));
    }
    return parsed;
  }

  private static List<String> posted(int version, List<JsonNode> before, List<JsonNode> after) {
    List<Posting> postings =
        new Journal("2026-03-17", version, Accounts.USUAL).postings(before, after);
    Map<String, BigDecimal> balance = new HashMap<>();
    postings.forEach(
        line ->
            balance.merge(line.entry(), line.debit().subtract(line.credit()), BigDecimal::add));
    balance.values().forEach(sum -> assertThat(sum, comparesEqualTo(BigDecimal.ZERO)));
    return postings.stream()
        .map(
            line ->
                "%s %s %s %s"
                    .formatted(
                        line.entry().replaceFirst("2026-03-17/", ""),
                        line.account(),
                        line.debit().signum() == 0 ? "-" : line.debit().toPlainString(),
                        line.credit().signum() == 0 ? "-" : line.credit().toPlainString()))
        .toList();
  }

  @Test
  void aDayIsAnEntryOfEachStoreThatBalances() throws IOException {
    assertThat(
        posted(1, List.of(), rows("mitte bakery 4.00 0 1.50", "mitte dairy 3.00 3.00 2.00")),
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
    List<JsonNode> before = rows("a bakery 4.00 0 1.50", "b bakery 9.00 0 1.00");
    assertThat(
        posted(2, before, rows("a bakery 5.00 0 1.50", "b bakery 9.00 0 1.00")),
        contains(
            "a/EUR/v2/reversal 4000 4.00 -",
            "a/EUR/v2/reversal 5000 - 1.50",
            "a/EUR/v2/reversal 1200 - 4.00",
            "a/EUR/v2/reversal 1400 1.50 -",
            "a/EUR/v2 4000 - 5.00",
            "a/EUR/v2 5000 1.50 -",
            "a/EUR/v2 1200 5.00 -",
            "a/EUR/v2 1400 - 1.50"));
    assertThat("nothing is new", posted(2, before, before), is(List.of()));
  }

  @Test
  void moreRefundsThanSalesAreOwedToTheBank() throws IOException {
    assertThat(
        posted(1, List.of(), rows("a bakery -2.00 5.00 -1.00")),
        contains(
            "a/EUR/v1 4000 2.00 -",
            "a/EUR/v1 4090 5.00 -",
            "a/EUR/v1 5000 - 1.00",
            "a/EUR/v1 1200 - 7.00",
            "a/EUR/v1 1400 1.00 -"));
  }
}
