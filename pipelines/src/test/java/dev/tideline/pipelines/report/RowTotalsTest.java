package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.answer.Answer;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowTotalsTest {

  /** As doubles these would be 0.30000000000000004 and 9007199254740992. */
  @Test
  void decimalsKeepEveryDigit() throws Exception {
    assertThat(
        totals(
                RowTotals.perCurrency("amount", "n"),
                "{\"currency\":\"EUR\",\"amount\":0.1000,\"n\":9007199254740992,\"events\":1}",
                "{\"currency\":\"EUR\",\"amount\":0.2000,\"n\":1,\"events\":2}")
            .totals(),
        contains("TOTAL amount=0.3000 n=9007199254740993"));
  }

  @Test
  void differentMoneyIsNeverAdded() throws Exception {
    RowsRead read =
        totals(
            RowTotals.perCurrency("amount"),
            "{\"currency\":\"USD\",\"amount\":1.5000,\"events\":1}",
            "{\"currency\":\"EUR\",\"amount\":2.0000,\"events\":2}",
            "{\"currency\":\"USD\",\"amount\":-0.5000,\"events\":4}");

    assertThat(
        read.totals(),
        contains("TOTAL amount=2.0000 currency=EUR", "TOTAL amount=1.0000 currency=USD"));
    assertThat(read.events(), is(OptionalLong.of(7)));
  }

  @Test
  void withoutRowsThereIsNothingToSay() throws Exception {
    assertThat(totals(RowTotals.perCurrency("amount")).totals(), is(empty()));
    assertThat(totals(RowTotals.perCurrency("amount")).events(), is(OptionalLong.of(0)));
    assertThat(totals(RowTotals.count("signals")).totals(), contains("TOTAL signals=0"));
  }

  @Test
  void signalsDontTellHowManyPaymentsThereWere() throws Exception {
    RowsRead read = totals(RowTotals.count("signals"), "{\"score\":5}", "{\"score\":6}");

    assertThat(read.totals(), contains("TOTAL signals=2"));
    assertThat(read.events(), is(OptionalLong.empty()));
  }

  @Test
  void anEventInEachOfThreeWindowsIsOneEvent() throws Exception {
    RowTotals three = RowTotals.overlapping(3, "a", "b");

    RowsRead read = totals(three, "{\"a\":1,\"b\":3}", "{\"a\":2,\"b\":0}");

    assertThat(read.totals(), contains("TOTAL rows=2"));
    assertThat(read.events(), is(OptionalLong.of(2)));
    assertThat("one is missing", totals(three, "{\"a\":5,\"b\":0}").events().getAsLong(), is(-1L));
  }

  @Test
  void aSumThatOverflowsIsNoSum() {
    RowTotals all = RowTotals.overlapping(1, "n");

    assertThrows(
        ArithmeticException.class, () -> totals(all, "{\"n\":9223372036854775807}", "{\"n\":1}"));
  }

  private static RowsRead totals(RowTotals totals, String... rows) throws IOException {
    return RowsRead.of(new Answer(List.of(rows), new TreeMap<>()), totals, 0);
  }
}
