package dev.tideline.demo.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.ledger.Fate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastWordsTest {

  private static final RunAnswer ONE = new RunAnswer("0123456789abcdef".repeat(4), 1_234);
  private static final RunAnswer OTHER = new RunAnswer("f".repeat(64), 1_234);
  private static final Accounts ACCOUNTS =
      new Accounts(43_000, Map.of(Fate.COUNTED, 42_000L, Fate.DUPLICATE, 1_000L));

  @Test
  void whatWasSeenIsToldInThreeSentences() {
    LastWords words = new LastWords(Map.of("fraud-velocity", ONE), Map.of("fraud-velocity", ONE));

    assertThat(words.equal(), is(true));
    assertThat(
        words.text("flink", List.of(ACCOUNTS, ACCOUNTS), "--input DIR"),
        is(
            """

            2 pipelines on flink read a day of events while it went on, 86,000 records in all.
            Among them were 2,000 duplicates, 0 events that came too late and 0 broken records; \
            every record is accounted for.
            What they answered live is what bounded runs over the day's files answer.

            The digests of their rows
            pipeline         rows  live          bounded       they are
            fraud-velocity  1,234  0123456789ab  0123456789ab  equal

            Try next:
              ./scripts/run daily-revenue --input DIR --output /tmp/revenue
              ./scripts/prove            the same on every runner, in any order of arrival
              ./scripts/latency          how long a signal takes, once its pipeline is warm and alone
              ./scripts/demo --help      a larger day, another runner
            """));
  }

  @Test
  void answersThatDifferAreNotGlossedOver() {
    LastWords words = new LastWords(Map.of("fraud-velocity", ONE), Map.of("fraud-velocity", OTHER));
    String text = words.text("flink", List.of(new Accounts(2, Map.of())), "--input DIR");

    assertThat(words.equal(), is(false));
    assertThat(text, containsString("live is NOT what bounded runs"));
    assertThat(text, containsString("NOT every record is accounted for"));
    assertThat(text, containsString("0123456789ab  ffffffffffff  DIFFERENT"));
  }
}
