package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final long MINUTE = Timestamps.parse("2026-03-17T09:00:00Z");

  /** Ten records: 4 counted, 3 duplicates, 1 too late, 1 out of scope, 1 rejected. */
  private static final LedgerEntry TEN =
      new LedgerEntry(10, 4, 3, 1, 1, Map.of(RejectReason.NOT_JSON, 1L));

  @Test
  void threeCountsThatAgreeAreBalanced() {
    Verdict verdict = Verdict.of(inOneMinute(TEN), OptionalLong.of(10), OptionalLong.of(4));

    assertThat(verdict.faults(), is(empty()));
    assertThat(verdict.balanced(), is(true));
  }

  @Test
  void aCountThatNobodyGivesCanNotDisagree() {
    assertThat(
        Verdict.of(inOneMinute(TEN), OptionalLong.empty(), OptionalLong.empty()).balanced(),
        is(true));
  }

  @Test
  void aRecordWithoutAFate() {
    LedgerEntry lost = TEN.plus(new LedgerEntry(1, 0, 0, 0, 0, Map.of()));

    assertThat(
        Verdict.of(inOneMinute(lost), OptionalLong.of(11), OptionalLong.of(4)).faults(),
        contains(
            "of the 11 records ingested in the minute 2026-03-17T09:00:00.000Z, 10 have a fate"));
  }

  @Test
  void aRecordWithTwoFates() {
    LedgerEntry twice = TEN.plus(new LedgerEntry(0, 0, 0, 1, 0, Map.of()));

    assertThat(
        Verdict.of(inOneMinute(twice), OptionalLong.of(10), OptionalLong.of(4)).faults(),
        contains(
            "of the 10 records ingested in the minute 2026-03-17T09:00:00.000Z, 11 have a fate"));
  }

  @Test
  void aRecordThatWasNeverRead() {
    assertThat(
        Verdict.of(inOneMinute(TEN), OptionalLong.of(11), OptionalLong.of(4)).faults(),
        contains("the source holds 11 records, but 10 were read"));
  }

  @Test
  void anEventThatNeverReachedTheRows() {
    assertThat(
        Verdict.of(inOneMinute(TEN), OptionalLong.of(10), OptionalLong.of(3)).faults(),
        contains("the ledger counts 4 events, but the rows are made of 3"));
  }

  @Test
  void everythingThatDisagreesIsReported() {
    LedgerEntry lost = TEN.plus(new LedgerEntry(1, 0, 0, 0, 0, Map.of()));
    Verdict verdict = Verdict.of(inOneMinute(lost), OptionalLong.of(12), OptionalLong.of(5));

    assertThat(
        verdict.faults(),
        contains(
            "of the 11 records ingested in the minute 2026-03-17T09:00:00.000Z, 10 have a fate",
            "the source holds 12 records, but 11 were read",
            "the ledger counts 4 events, but the rows are made of 5"));
    assertThat(verdict.balanced(), is(false));
  }

  @Test
  void aFateTooManyInOneMinuteDoesNotMakeUpForOneTooFewInAnother() {
    SortedMap<Long, LedgerEntry> ledger = new TreeMap<>();
    ledger.put(MINUTE, TEN.plus(new LedgerEntry(1, 0, 0, 0, 0, Map.of())));
    ledger.put(MINUTE + 60_000, TEN.plus(new LedgerEntry(0, 0, 0, 1, 0, Map.of())));

    assertThat(
        Verdict.of(ledger, OptionalLong.of(21), OptionalLong.of(8)).faults(),
        contains(
            "of the 11 records ingested in the minute 2026-03-17T09:00:00.000Z, 10 have a fate",
            "of the 10 records ingested in the minute 2026-03-17T09:01:00.000Z, 11 have a fate"));
  }

  private static SortedMap<Long, LedgerEntry> inOneMinute(LedgerEntry entry) {
    return new TreeMap<>(Map.of(MINUTE, entry));
  }
}
