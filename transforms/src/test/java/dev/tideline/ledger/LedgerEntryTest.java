package dev.tideline.ledger;

import static dev.tideline.records.RejectReason.BAD_TIME;
import static dev.tideline.records.RejectReason.NOT_JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.records.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerEntryTest {

  private static final LedgerEntry ONE = new LedgerEntry(10, 4, 3, 1, 1, Map.of(NOT_JSON, 1L));
  private static final LedgerEntry OTHER =
      new LedgerEntry(5, 1, 0, 0, 1, Map.of(NOT_JSON, 2L, BAD_TIME, 1L));

  @Test
  void balancesWhenEveryRecordHasItsOneFate() {
    assertThat(ONE.balanced(), is(true));
    assertThat(new LedgerEntry(11, 4, 3, 1, 1, Map.of(NOT_JSON, 1L)).balanced(), is(false));
    assertThat(new LedgerEntry(9, 4, 3, 1, 1, Map.of(NOT_JSON, 1L)).balanced(), is(false));
    assertThat(LedgerEntry.ZERO.balanced(), is(true));
  }

  @Test
  void addsUpInAnyOrder() {
    LedgerEntry sum = new LedgerEntry(15, 5, 3, 1, 2, Map.of(NOT_JSON, 3L, BAD_TIME, 1L));
    assertThat(ONE.plus(OTHER), is(sum));
    assertThat(OTHER.plus(ONE), is(sum));
    assertThat(ONE.plus(LedgerEntry.ZERO), is(ONE));
    assertThat(LedgerEntry.ZERO.plus(ONE), is(ONE));
  }

  @Test
  void knowsTheNumberOfEachFate() {
    assertThat(OTHER.of(Fate.COUNTED), is(1L));
    assertThat(ONE.of(Fate.DUPLICATE), is(3L));
    assertThat(ONE.of(Fate.TOO_LATE), is(1L));
    assertThat(OTHER.of(Fate.OUT_OF_SCOPE), is(1L));
    assertThat(OTHER.of(Fate.REJECTED), is(3L));
  }

  @Test
  void isNotChangedFromOutside() {
    Map<RejectReason, Long> reasons = new EnumMap<>(Map.of(NOT_JSON, 1L));
    LedgerEntry entry = new LedgerEntry(1, 0, 0, 0, 0, reasons);
    reasons.put(NOT_JSON, 2L);
    assertThat(entry.allRejected(), is(1L));
  }

  @Test
  void anOverflowIsLoud() {
    LedgerEntry full =
        new LedgerEntry(Long.MAX_VALUE, 0, 0, 0, 0, Map.of(NOT_JSON, Long.MAX_VALUE));
    assertThrows(ArithmeticException.class, () -> full.plus(ONE));
    assertThrows(
        ArithmeticException.class,
        () ->
            new LedgerEntry(0, 0, 0, 0, 0, Map.of(NOT_JSON, Long.MAX_VALUE, BAD_TIME, 1L))
                .withFate());
  }
}
