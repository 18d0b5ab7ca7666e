package dev.tideline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.tideline.intake.RejectReason;
import dev.tideline.ledger.Tally;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerdictTest {

  /** Ten records: 4 counted, 3 repeats, 1 too late, 1 out of scope, 1 rejected. */
  private static final Tally TEN = new Tally(10, 4, 3, 1, 1, Map.of(RejectReason.NOT_JSON, 1L));

  @Test
  void threeCountsThatAgreeAreBalanced() {
    Verdict verdict = Verdict.of(TEN, OptionalLong.of(10), OptionalLong.of(4));

    assertThat(verdict.faults(), is(empty()));
    assertThat(verdict.balanced(), is(true));
  }

  @Test
  void aCountThatNobodyGivesCanNotDisagree() {
    assertThat(Verdict.of(TEN, OptionalLong.empty(), OptionalLong.empty()).balanced(), is(true));
  }

  @Test
  void aRecordWithoutAFate() {
    Tally lost = TEN.plus(new Tally(1, 0, 0, 0, 0, Map.of()));

    assertThat(
        Verdict.of(lost, OptionalLong.of(11), OptionalLong.of(4)).faults(),
        contains("read 11 records, but 10 of them have a fate"));
  }

  @Test
  void aRecordWithTwoFates() {
    Tally twice = TEN.plus(new Tally(0, 0, 0, 1, 0, Map.of()));

    assertThat(
        Verdict.of(twice, OptionalLong.of(10), OptionalLong.of(4)).faults(),
        contains("read 10 records, but 11 of them have a fate"));
  }

  @Test
  void aRecordThatWasNeverRead() {
    assertThat(
        Verdict.of(TEN, OptionalLong.of(11), OptionalLong.of(4)).faults(),
        contains("the source holds 11 records, but 10 were read"));
  }

  @Test
  void anEventThatNeverReachedTheRows() {
    assertThat(
        Verdict.of(TEN, OptionalLong.of(10), OptionalLong.of(3)).faults(),
        contains("the books count 4 events, but the rows are made of 3"));
  }

  @Test
  void everythingThatDisagreesIsSaid() {
    Tally lost = TEN.plus(new Tally(1, 0, 0, 0, 0, Map.of()));
    Verdict verdict = Verdict.of(lost, OptionalLong.of(12), OptionalLong.of(5));

    assertThat(
        verdict.faults(),
        contains(
            "read 11 records, but 10 of them have a fate",
            "the source holds 12 records, but 11 were read",
            "the books count 4 events, but the rows are made of 5"));
    assertThat(verdict.balanced(), is(false));
  }
}
