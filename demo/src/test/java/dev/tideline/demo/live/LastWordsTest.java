package dev.tideline.demo.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.ledger.Fate;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastWordsTest {

  private static final Accounts ACCOUNTS =
      new Accounts(43_000, Map.of(Fate.COUNTED, 42_000L, Fate.DUPLICATE, 1_000L));
  private static final RunAnswer ONE = answer("0123456789abcdef".repeat(4), ACCOUNTS);
  private static final RunAnswer OTHER = answer("f".repeat(64), ACCOUNTS);

  private static RunAnswer answer(String digest, Accounts accounts) {
    return new RunAnswer(digest, 1_234, accounts);
  }

  @Test
  void whatWasSeenIsToldInThreeSentences() {
    LastWords words = new LastWords(Map.of("fraud-velocity", ONE), Map.of("fraud-velocity", ONE));

    assertThat(words.equal(), is(true));
    assertThat(
        words.text("flink"),
        is(
            """

            1 pipelines on flink read a day of events while it went on, 43,000 records in all.
            Among them were 1,000 duplicates, 0 events that came too late and 0 broken records; \
            every record is accounted for.
            What they answered live is what bounded runs over the day's files answer.

            The digests of their rows
            pipeline         rows  live          bounded       they are
            fraud-velocity  1,234  0123456789ab  0123456789ab  equal
            """));
  }

  @Test
  void itIsSaidWhatToTryNext() {
    assertThat(
        LastWords.next("--input DIR"),
        is(
            """
            Try next:
              ./scripts/run daily-revenue --input DIR --output /tmp/revenue
              ./scripts/prove            the same on every runner, in any order of arrival
              ./scripts/latency          how long a signal takes, once its pipeline is warm and alone
              ./scripts/demo --help      a larger day, another runner
            """));
  }

  @Test
  void answersThatDifferAreNotGlossedOver() {
    RunAnswer lost = answer(ONE.digest(), new Accounts(2, Map.of()));
    LastWords words =
        new LastWords(Map.of("fraud-velocity", lost), Map.of("fraud-velocity", OTHER));
    String text = words.text("flink");

    assertThat(words.equal(), is(false));
    assertThat(text, containsString("live is NOT what bounded runs"));
    assertThat(text, containsString("NOT every record is accounted for"));
    assertThat(text, containsString("0123456789ab  ffffffffffff  DIFFERENT"));
  }

  @Test
  void equalRowsOfOtherFatesAreNotEqual() {
    RunAnswer late = answer(ONE.digest(), new Accounts(43_000, Map.of(Fate.COUNTED, 43_000L)));
    LastWords words = new LastWords(Map.of("fraud-velocity", late), Map.of("fraud-velocity", ONE));

    assertThat(words.equal(), is(false));
    assertThat(
        words.text("flink"), containsString("0123456789ab  0123456789ab  equal, not their FATES"));
  }

  @Test
  void aReportSaysWhatBecameOfTheRecords() throws IOException {
    String digest = "f".repeat(64);
    String report =
        """
        DIGEST %s rows=7
        LEDGER read=15 counted=1 duplicate=2 too_late=3 rejected=4 out_of_scope=5 BALANCED
        """
            .formatted(digest);
    Map<Fate, Long> fates =
        Map.of(
            Fate.COUNTED,
            1L,
            Fate.DUPLICATE,
            2L,
            Fate.TOO_LATE,
            3L,
            Fate.REJECTED,
            4L,
            Fate.OUT_OF_SCOPE,
            5L);
    assertThat(RunAnswer.in(report), is(new RunAnswer(digest, 7, new Accounts(15, fates))));
    assertThrows(IOException.class, () -> RunAnswer.in("DIGEST " + digest + " rows=7"));
  }
}
