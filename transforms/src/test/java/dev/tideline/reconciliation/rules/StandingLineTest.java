package dev.tideline.reconciliation.rules;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.tideline.money.Amount;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.sum.Total;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the lines of one id stands, by what is known on each day of a week. */
class StandingLineTest {

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 16);

  @Test
  void aLineStandsFromTheDayOnWhichItIsSettled() {
    assertThat(standing(line("10.00", 1)), contains("10.00 on 1-6"));
  }

  @Test
  void ofTwoOfADayTheLastStands() {
    assertThat(standing(line("20.00", 1), line("10.00", 1)), contains("20.00 on 1-6"));
  }

  @Test
  void aCopyNeverStandsBesideTheOther() {
    assertThat(standing(line("10.00", 1), line("10.00", 1)), contains("10.00 on 1-6"));
  }

  @Test
  void aLineThatIsDatedAnewStandsOnItsOldDayUntilTheNewOneIsKnown() {
    assertThat(
        standing(line("10.00", 3), line("10.00", 1)), contains("10.00 on 3-6", "10.00 on 1-2"));
  }

  @Test
  void aLineThatIsDatedBackStandsBeforeItWasEverSent() {
    assertThat(standing(line("10.00", 1), line("20.00", 3)), contains("10.00 on 1-6"));
  }

  @Test
  void eachStandsInItsTime() {
    assertThat(
        standing(line("30.00", 4), line("20.00", 2), line("20.00", 5), line("10.00", 0)),
        contains("30.00 on 4-6", "20.00 on 2-3", "10.00 on 0-1"));
    assertThat(standing(), empty());
  }

  private static SettlementLine line(String amount, int day) {
    return new SettlementLine(
        "bank",
        "line-1",
        "p",
        "mitte",
        SettlementKind.CAPTURE,
        Amount.parse(amount),
        0,
        "EUR",
        null,
        MONDAY.plusDays(day),
        "",
        "");
  }

  /** Those that stand on a day of the week at all, with the first and the last of these days. */
  private static List<String> standing(SettlementLine... lastFirst) {
    return StandingLine.ofOneId(List.of(lastFirst)).stream()
        .filter(StandingLine::everStands)
        .map(
            each ->
                Amount.format(Total.of(each.line().amount())).replaceFirst("00$", "")
                    + " on "
                    + daysOf(each))
        .toList();
  }

  private static String daysOf(StandingLine line) {
    int[] days =
        IntStream.rangeClosed(0, 6)
            .filter(day -> line.standsOn((int) MONDAY.plusDays(day).toEpochDay()))
            .toArray();
    return days[0] + "-" + days[days.length - 1];
  }
}
