package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.WrittenAnswer.Kept;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.util.List;
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
  void threeCountsThatAgreeAreBalanced() throws IOException {
    Verdict verdict = verdict(inOneMinute(TEN), OptionalLong.of(10), OptionalLong.of(4));

    assertThat(verdict.faults(), is(empty()));
    assertThat(verdict.balanced(), is(true));
  }

  @Test
  void aCountThatNobodyGivesCanNotDisagree() throws IOException {
    assertThat(
        verdict(inOneMinute(TEN), OptionalLong.empty(), OptionalLong.empty()).balanced(), is(true));
  }

  @Test
  void aRecordWithoutAFate() throws IOException {
    LedgerEntry lost = TEN.plus(new LedgerEntry(1, 0, 0, 0, 0, Map.of()));

    assertThat(
        verdict(inOneMinute(lost), OptionalLong.of(11), OptionalLong.of(4)).faults(),
        contains(
            "of the 11 records ingested in the minute 2026-03-17T09:00:00.000Z, 10 have a fate"));
  }

  @Test
  void aRecordWithTwoFates() throws IOException {
    LedgerEntry twice = TEN.plus(new LedgerEntry(0, 0, 0, 1, 0, Map.of()));

    assertThat(
        verdict(inOneMinute(twice), OptionalLong.of(10), OptionalLong.of(4)).faults(),
        contains(
            "of the 10 records ingested in the minute 2026-03-17T09:00:00.000Z, 11 have a fate"));
  }

  @Test
  void aRecordThatWasNeverRead() throws IOException {
    assertThat(
        verdict(inOneMinute(TEN), OptionalLong.of(11), OptionalLong.of(4)).faults(),
        contains("the source holds 11 records, but 10 were read"));
  }

  @Test
  void anEventThatNeverReachedTheRows() throws IOException {
    assertThat(
        verdict(inOneMinute(TEN), OptionalLong.of(10), OptionalLong.of(3)).faults(),
        contains("the ledger counts 4 events, but the rows are made of 3"));
  }

  @Test
  void everythingThatDisagreesIsReported() throws IOException {
    LedgerEntry lost = TEN.plus(new LedgerEntry(1, 0, 0, 0, 0, Map.of()));
    Verdict verdict = verdict(inOneMinute(lost), OptionalLong.of(12), OptionalLong.of(5));

    assertThat(
        verdict.faults(),
        contains(
            "of the 11 records ingested in the minute 2026-03-17T09:00:00.000Z, 10 have a fate",
            "the source holds 12 records, but 11 were read",
            "the ledger counts 4 events, but the rows are made of 5"));
    assertThat(verdict.balanced(), is(false));
  }

  @Test
  void aFateTooManyInOneMinuteDoesNotMakeUpForOneTooFewInAnother() throws IOException {
    SortedMap<Long, LedgerEntry> ledger = new TreeMap<>();
    ledger.put(MINUTE, TEN.plus(new LedgerEntry(1, 0, 0, 0, 0, Map.of())));
    ledger.put(MINUTE + 60_000, TEN.plus(new LedgerEntry(0, 0, 0, 1, 0, Map.of())));

    assertThat(
        verdict(ledger, OptionalLong.of(21), OptionalLong.of(8)).faults(),
        contains(
            "of the 11 records ingested in the minute 2026-03-17T09:00:00.000Z, 10 have a fate",
            "of the 10 records ingested in the minute 2026-03-17T09:01:00.000Z, 11 have a fate"));
  }

  @Test
  void whatDoesNotCountMustBeKept() throws IOException {
    assertThat(faultsOfKept(1, 1), is(empty()));
    assertThat("those of a run before", faultsOfKept(2, 3), is(empty()));
    assertThat(
        faultsOfKept(0, 0),
        contains(
            "the ledger counts 1 records that are rejected, but only 0 were kept",
            "the ledger counts 1 records that are too late, but only 0 were kept"));
  }

  @Test
  void whatWasReadIsInTheLedger() throws IOException {
    assertThat(faultsOfRead(10, OptionalLong.empty()), is(empty()));
    assertThat(
        faultsOfRead(11, OptionalLong.empty()),
        contains("11 records were read, but the ledger has 10"));
    assertThat(
        "the source knows better: not all of it has coverage",
        faultsOfRead(7, OptionalLong.of(10)),
        is(empty()));
  }

  private static List<String> faultsOfRead(long records, OptionalLong expected) throws IOException {
    return Verdict.of(
            read(inOneMinute(TEN)),
            expected,
            new CoverageRead(List.of(), OptionalLong.of(records)),
            OptionalLong.empty(),
            Kept.UNKNOWN)
        .faults();
  }

  @Test
  void asManyRowsInParquet() throws IOException {
    RowsRead three = new RowsRead(3, "", List.of(), List.of(), OptionalLong.empty());
    Verdict balanced = verdict(inOneMinute(TEN), OptionalLong.empty(), OptionalLong.empty());

    assertThat(balanced.and(three.unequal(OptionalLong.empty())).balanced(), is(true));
    assertThat(balanced.and(three.unequal(OptionalLong.of(3))).balanced(), is(true));
    assertThat(
        balanced.and(three.unequal(OptionalLong.of(2))).faults(),
        contains("the answer has 3 rows, but in Parquet there are 2"));
  }

  private static List<String> faultsOfKept(long rejects, long tooLate) throws IOException {
    return Verdict.of(
            read(inOneMinute(TEN)),
            OptionalLong.empty(),
            CoverageRead.UNKNOWN,
            OptionalLong.empty(),
            new Kept(OptionalLong.of(rejects), OptionalLong.of(tooLate)))
        .faults();
  }

  @Test
  void ofManyMinutesThatDisagreeTwentyAreNamed() throws IOException {
    LedgerEntry lost = TEN.plus(new LedgerEntry(1, 0, 0, 0, 0, Map.of()));
    SortedMap<Long, LedgerEntry> ledger = new TreeMap<>();
    for (int minute = 0; minute < 1_234; minute++) {
      ledger.put(MINUTE + minute * 60_000L, lost);
    }

    List<String> faults = verdict(ledger, OptionalLong.empty(), OptionalLong.empty()).faults();

    assertThat(faults, hasSize(21));
    assertThat(faults.get(20), is("and 1,214 more minutes like these"));
  }

  @Test
  void whatAStoppedRunHasReadMayStillBeUnderWay() throws IOException {
    LedgerEntry lacking = TEN.plus(new LedgerEntry(3, 0, 0, 0, 0, Map.of()));
    Verdict verdict = Verdict.soFar(read(inOneMinute(lacking)));

    assertThat(verdict.faults(), is(empty()));
    assertThat(verdict.underWay(), is(OptionalLong.of(3)));
    assertThat(verdict.balanced(), is(false));
    assertThat(verdict.word(), is("STOPPED"));
  }

  @Test
  void aRecordWithTwoFatesIsNotUnderWay() throws IOException {
    LedgerEntry twice = TEN.plus(new LedgerEntry(0, 0, 0, 1, 0, Map.of()));
    Verdict verdict = Verdict.soFar(read(inOneMinute(twice)));

    assertThat(
        verdict.faults(),
        contains(
            "of the 10 records ingested in the minute 2026-03-17T09:00:00.000Z, 11 have a fate"));
    assertThat(verdict.word(), is("UNBALANCED"));
  }

  private static Verdict verdict(
      SortedMap<Long, LedgerEntry> ledger, OptionalLong expected, OptionalLong inRows)
      throws IOException {
    return Verdict.of(read(ledger), expected, CoverageRead.UNKNOWN, inRows, Kept.UNKNOWN);
  }

  private static LedgerRead read(SortedMap<Long, LedgerEntry> ledger) throws IOException {
    return LedgerRead.of(new Answer(List.of(), ledger));
  }

  private static SortedMap<Long, LedgerEntry> inOneMinute(LedgerEntry entry) {
    return new TreeMap<>(Map.of(MINUTE, entry));
  }
}
