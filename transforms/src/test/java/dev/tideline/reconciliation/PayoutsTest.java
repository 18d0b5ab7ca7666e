package dev.tideline.reconciliation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.money.Amount;
import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciledItem;
import dev.tideline.reconciliation.rules.StandingLine;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.sum.Total;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What payouts of a Tuesday come to, compared with the lines that they pay. */
class PayoutsTest {

  private static final LocalDate TUESDAY = LocalDate.of(2026, 3, 17);
  private static final LocalDate WEDNESDAY = TUESDAY.plusDays(1);
  private static final ReconcileLine RULES =
      new ReconcileLine(
          Stores.of(
              List.of(
                  new Store(
                      "mitte",
                      "Mitte",
                      ZoneId.of("Europe/Berlin"),
                      "EUR",
                      Store.ALWAYS,
                      Store.FOREVER))));

  private PayoutSums sums = PayoutSums.NONE;

  @Test
  void aPayoutIsItsLinesLessTheirFees() {
    pays("20.00", "0.30", "EUR");
    pays("-5.00", "0", "EUR");
    assertThat(payout("14.70", "0", "EUR", null), is("MATCHED settled 14.7000"));
    assertThat(
        payout("14.60", "0", "EUR", null), is("AMOUNT_DIFFERS settled 14.7000 difference -0.1000"));
  }

  @Test
  void aFeeOfThePayoutIsKeptFromTheTransfer() {
    pays("20.00", "0.30", "EUR");
    assertThat(payout("19.45", "0.25", "EUR", null), is("MATCHED settled 19.7000 fees 0.2500"));
    assertThat(
        payout("19.70", "0.25", "EUR", null),
        is("AMOUNT_DIFFERS settled 19.7000 difference 0.2500 fees 0.2500"));
  }

  @Test
  void inAnotherCurrencyItIsComparedAtItsRateToTheCent() {
    pays("20.00", "0.30", "EUR");
    assertThat(
        "19.70 * 1.0837 is 21.34889",
        payout("21.35", "0", "USD", "1.0837"),
        is("MATCHED settled 21.3489 rounding 0.0011"));
    assertThat(
        payout("21.37", "0", "USD", "1.0837"),
        is("AMOUNT_DIFFERS settled 21.3489 difference 0.0211"));
    assertThat(
        "the fee of a payout is in the payout's currency",
        payout("21.10", "0.25", "USD", "1.0837"),
        is("MATCHED settled 21.3489 rounding 0.0011 fees 0.2500"));
  }

  @Test
  void whatCanNotBeConvertedCanNotBeCompared() {
    pays("20.00", "0", "EUR");
    assertThat(
        payout("21.67", "0", "USD", null), is("WRONG_CURRENCY settled 0.0000 difference 21.6700"));
    pays("1.00", "0", "USD");
    assertThat(
        "of two currencies a rate says nothing",
        payout("21.67", "0", "GBP", "1.0837"),
        is("WRONG_CURRENCY settled 0.0000 difference 21.6700"));
    assertThat(
        "nor is one of them left out",
        payout("20.00", "0", "EUR", null),
        is("WRONG_CURRENCY settled 0.0000 difference 20.0000"));
  }

  @Test
  void twoPayoutsOfOneIdEachPayTheirOwnCurrency() {
    pays("20.00", "0", "EUR");
    pays("1.00", "0", "USD");
    add(line(SettlementKind.PAYOUT, "20.00", "0", "EUR", null), StandingLine.FOR_GOOD);
    assertThat(payout("1.00", "0", "USD", null), is("MATCHED settled 1.0000"));
  }

  @Test
  void aLineThatIsReplacedOnALaterDayIsPaidUntilThen() {
    add(line(SettlementKind.CAPTURE, "20.00", "0", "EUR", null), (int) WEDNESDAY.toEpochDay());
    assertThat(payout("20.00", "0", "EUR", null), is("MATCHED settled 20.0000"));
    assertThat(
        "by Wednesday it is known to have been wrong",
        compared(line(SettlementKind.PAYOUT, "20.00", "0", "EUR", null), WEDNESDAY),
        is("AMOUNT_DIFFERS settled 0.0000 difference 20.0000"));
  }

  @Test
  void aPayoutThatNamesNoLinesIsComparedWithNothing() {
    SettlementLine alone =
        new SettlementLine(
            "bank",
            "payout",
            "",
            "",
            SettlementKind.PAYOUT,
            Amount.parse("20.00"),
            Amount.parse("0.25"),
            "EUR",
            null,
            TUESDAY,
            "",
            "");
    assertThat(alone.namesNothing(), is(true));
    assertThat(text(RULES.alone(alone)), is("NO_SALE settled 0.0000 fees 0.2500"));
  }

  @Test
  void aStoreThatIsNoneOfOursIsNoneButItsNameIsShown() {
    ReconciledItem ours = RULES.counted(captureIn("mitte"), null);
    assertThat(ours.account().storeId(), is("mitte"));
    ReconciledItem other = RULES.counted(captureIn("Filiale 7"), null);
    assertThat(other.account().storeId(), is(""));
    assertThat(other.bank().storeId(), is("Filiale 7"));
  }

  private static SettlementLine captureIn(String storeId) {
    return new SettlementLine(
        "bank",
        "line",
        "payment",
        storeId,
        SettlementKind.CAPTURE,
        Amount.parse("20.00"),
        0,
        "EUR",
        null,
        TUESDAY,
        "payout-1",
        "");
  }

  private void pays(String amount, String fee, String currency) {
    add(line(SettlementKind.CAPTURE, amount, fee, currency, null), StandingLine.FOR_GOOD);
  }

  private void add(SettlementLine line, int until) {
    sums = sums.plus(PayoutSums.of(new StandingLine(line, until)));
  }

  private String payout(String amount, String fee, String currency, String rate) {
    return compared(line(SettlementKind.PAYOUT, amount, fee, currency, rate), TUESDAY);
  }

  private String compared(SettlementLine payout, LocalDate known) {
    PayoutSums all = sums.plus(PayoutSums.of(new StandingLine(payout, StandingLine.FOR_GOOD)));
    return text(RULES.payout(payout, all.paidBy(payout, (int) known.toEpochDay())));
  }

  private static SettlementLine line(
      SettlementKind kind, String amount, String fee, String currency, String rate) {
    return new SettlementLine(
        "bank",
        kind.name(),
        "",
        "",
        kind,
        Amount.parse(amount),
        Amount.parse(fee),
        currency,
        rate == null ? null : new BigDecimal(rate),
        TUESDAY,
        "payout-1",
        "");
  }

  /** The state, what the lines come to, and what else is not zero. */
  private static String text(ReconciledItem item) {
    return item.account().state()
        + " settled "
        + Amount.format(item.sums().settled())
        + ifAny("difference", item.sums().difference())
        + ifAny("rounding", item.sums().rounding())
        + ifAny("fees", item.sums().fees());
  }

  private static String ifAny(String name, Total amount) {
    return amount.equals(Total.ZERO) ? "" : " " + name + " " + Amount.format(amount);
  }
}
