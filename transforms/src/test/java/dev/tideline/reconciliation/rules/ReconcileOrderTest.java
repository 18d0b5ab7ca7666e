package dev.tideline.reconciliation.rules;

import static dev.tideline.reconciliation.rules.ReconciliationState.AMOUNT_DIFFERS;
import static dev.tideline.reconciliation.rules.ReconciliationState.MATCHED;
import static dev.tideline.reconciliation.rules.ReconciliationState.MISSING_AT_BANK;
import static dev.tideline.reconciliation.rules.ReconciliationState.NOT_YET_DUE;
import static dev.tideline.reconciliation.rules.ReconciliationState.WRONG_CURRENCY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.tideline.money.Amount;
import dev.tideline.order.OrderType;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.sum.Total;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an order of Tuesday the 17th comes to, which the bank may settle until Thursday. */
class ReconcileOrderTest {

  private static final LocalDate TUESDAY = LocalDate.of(2026, 3, 17);
  private static final LocalDate WEDNESDAY = TUESDAY.plusDays(1);
  private static final LocalDate THURSDAY = TUESDAY.plusDays(2);
  private static final LocalDate FRIDAY = TUESDAY.plusDays(3);
  private static final LocalDate SUNDAY = TUESDAY.plusDays(5);
  private static final LocalDate TUESDAY_AFTER = TUESDAY.plusDays(7);

  private static final String BANK = "bank";

  private final List<OrderMovement> movements = new ArrayList<>();
  private final List<PaymentMade> payments = new ArrayList<>();
  private final List<SettlementLine> lines = new ArrayList<>();

  @Test
  void aSaleThatIsPaidAndSettledAgrees() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "20.00", WEDNESDAY);
    assertThat(states(WEDNESDAY), contains("PAYMENT MATCHED 0.0000", "SALE MATCHED 0.0000"));
  }

  @Test
  void theBankHasUntilThursday() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    assertThat(payment(TUESDAY).state(), is(NOT_YET_DUE));
    assertThat(payment(WEDNESDAY).state(), is(NOT_YET_DUE));
    assertThat(payment(THURSDAY).state(), is(MISSING_AT_BANK));
    assertThat(sale(THURSDAY).state(), is(MISSING_AT_BANK));
  }

  @Test
  void overAWeekendItHasUntilTuesday() {
    placed("20.00", FRIDAY);
    paid("p", "20.00", FRIDAY);
    assertThat(payment(SUNDAY).state(), is(NOT_YET_DUE));
    assertThat(payment(TUESDAY_AFTER.minusDays(1)).state(), is(NOT_YET_DUE));
    assertThat(payment(TUESDAY_AFTER).state(), is(MISSING_AT_BANK));
  }

  @Test
  void aDayIsReconciledByWhatWasKnownWhenItEnded() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "20.00", FRIDAY);
    List<ReconciledItem> items =
        items(new ReconciliationScope(day(TUESDAY), day(TUESDAY), null, 2));
    assertThat(items.get(0).account().state(), is(NOT_YET_DUE));
  }

  @Test
  void aDayIsNeverReconciledByLessThanWasKnownWhenItEnded() {
    // in Tokyo the books of Tuesday close before Tuesday is over in UTC
    ReconciliationScope early =
        new ReconciliationScope(day(TUESDAY), day(TUESDAY), day(TUESDAY) - 1, 2);
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "20.00", TUESDAY);
    assertThat(items(early).get(0).account().state(), is(MATCHED));
    assertThat(early.counts(standing(lines.get(0))), is(true));
  }

  @Test
  void twoCapturesMayTogetherPayOne() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "12.00", WEDNESDAY);
    assertThat(payment(WEDNESDAY).state(), is(NOT_YET_DUE));
    assertThat(payment(FRIDAY).state(), is(AMOUNT_DIFFERS));
    line(SettlementKind.CAPTURE, "8.00", THURSDAY);
    assertThat(payment(FRIDAY).state(), is(MATCHED));
  }

  @Test
  void whatIsPaidTwiceIsSaidSo() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "20.00", WEDNESDAY);
    line(SettlementKind.CAPTURE, "20.00", THURSDAY);
    assertThat(
        states(FRIDAY), contains("PAYMENT SETTLED_TWICE -20.0000", "SALE SETTLED_TWICE 0.0000"));
  }

  @Test
  void anOrderThatNobodyPaysIsUnpaid() {
    placed("20.00", TUESDAY);
    assertThat(states(FRIDAY), contains("SALE UNPAID_ORDER 20.0000"));
  }

  @Test
  void nothingIsOwedForAnOrderThatWasCancelled() {
    placed("20.00", TUESDAY);
    cancelled("20.00", TUESDAY);
    assertThat(states(FRIDAY), contains("SALE MATCHED 0.0000"));
  }

  @Test
  void aPaymentThatWasCancelledNeedNotBeCaptured() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    cancelled("20.00", TUESDAY);
    assertThat(payment(FRIDAY).state(), is(MATCHED));
  }

  @Test
  void whatIsCancelledInPartMayBeCapturedLessOrGivenBack() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    cancelled("5.00", TUESDAY);
    line(SettlementKind.CAPTURE, "15.00", WEDNESDAY);
    assertThat(payment(FRIDAY).state(), is(MATCHED));
    lines.clear();
    line(SettlementKind.CAPTURE, "20.00", WEDNESDAY);
    assertThat("the bank has until Thursday", payment(WEDNESDAY).state(), is(NOT_YET_DUE));
    assertThat(payment(FRIDAY).state(), is(AMOUNT_DIFFERS));
    line(SettlementKind.REFUND, "-5.00", FRIDAY);
    assertThat(payment(FRIDAY).state(), is(MATCHED));
  }

  @Test
  void whatTheBankGivesBackByItselfDiffers() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "20.00", WEDNESDAY);
    line(SettlementKind.REFUND, "-5.00", THURSDAY);
    assertThat(
        states(FRIDAY), contains("PAYMENT AMOUNT_DIFFERS 5.0000", "SALE AMOUNT_DIFFERS 0.0000"));
  }

  @Test
  void ofTwoPaymentsTheOneThatWasNotCapturedIsTheOneThatWasCancelled() {
    placed("20.00", TUESDAY);
    paid("p", "12.00", TUESDAY);
    paid("q", "8.00", TUESDAY);
    cancelled("12.00", TUESDAY);
    lineOf("q", SettlementKind.CAPTURE, "8.00", "EUR", null, WEDNESDAY, "");
    assertThat(
        states(FRIDAY),
        contains("PAYMENT MATCHED 0.0000", "PAYMENT MATCHED 0.0000", "SALE MATCHED 0.0000"));
  }

  @Test
  void aCaptureOfAnotherBankIsNotTheOneThatARefundNames() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    refunded("10.00", FRIDAY);
    String id = lineOf("p", SettlementKind.CAPTURE, "12.00", "USD", "1.2", THURSDAY, "");
    lineOf("p", SettlementKind.CAPTURE, "12.50", "USD", "1.25", WEDNESDAY, "");
    SettlementLine other = lines.remove(1);
    lines.add(
        new SettlementLine(
            "another bank",
            id,
            other.paymentId(),
            other.storeId(),
            other.kind(),
            other.amount(),
            other.fee(),
            other.currency(),
            other.rate(),
            other.settledOn(),
            other.payoutId(),
            other.reverses()));
    lineOf("p", SettlementKind.REFUND, "-12.00", "USD", "1.2", FRIDAY, id);
    ReconciledItem item = items(FRIDAY).get(0);
    assertThat(item.account().state(), is(MATCHED));
    assertThat(item.bank().bank(), is("another bank, bank"));
    assertThat(text(item.sums().rounding()), is("0.0000"));
  }

  @Test
  void aPaymentOfAnotherAmountThanTheOrderIsTheSalesFault() {
    placed("20.00", TUESDAY);
    paid("p", "19.00", TUESDAY);
    line(SettlementKind.CAPTURE, "19.00", WEDNESDAY);
    assertThat(states(FRIDAY), contains("PAYMENT MATCHED 0.0000", "SALE AMOUNT_DIFFERS 1.0000"));
  }

  @Test
  void aPaymentWithoutOrderIsSaidSo() {
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "20.00", WEDNESDAY);
    assertThat(states(FRIDAY), contains("PAYMENT PAYMENT_WITHOUT_ORDER 20.0000"));
  }

  @Test
  void anotherCurrencyWithoutRateCantBeCompared() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    lineOf("p", SettlementKind.CAPTURE, "20.00", "USD", null, WEDNESDAY, "");
    assertThat(payment(FRIDAY).state(), is(WRONG_CURRENCY));
    assertThat(sale(FRIDAY).state(), is(WRONG_CURRENCY));
  }

  @Test
  void aConvertedCaptureAgreesToTheCentAndTheRestIsRounding() {
    placed("33.33", TUESDAY);
    paid("p", "33.33", TUESDAY);
    lineOf("p", SettlementKind.CAPTURE, "36.12", "USD", "1.0837", WEDNESDAY, "");
    ReconciledItem item = items(FRIDAY).get(0);
    assertThat(item.account().state(), is(MATCHED));
    assertThat(text(item.sums().settled()), is("33.3300"));
    assertThat("36.12 / 1.0837 less 33.33", text(item.sums().rounding()), is("0.0003"));
  }

  @Test
  void aYenIsTheSmallestUnitOfWhatIsPaidInYen() {
    placed("10.01", TUESDAY);
    paid("p", "10.01", TUESDAY);
    lineOf("p", SettlementKind.CAPTURE, "1615", "JPY", "161.37", WEDNESDAY, "");
    assertThat(payment(FRIDAY).state(), is(MATCHED));
    lines.clear();
    lineOf("p", SettlementKind.CAPTURE, "1610", "JPY", "161.37", WEDNESDAY, "");
    assertThat("five yen are more than a rounding", payment(FRIDAY).state(), is(AMOUNT_DIFFERS));
  }

  @Test
  void aRefundIsConvertedAtTheRateOfTheCaptureThatItNames() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    String first = lineOf("p", SettlementKind.CAPTURE, "12.00", "USD", "1.2", WEDNESDAY, "");
    String second = lineOf("p", SettlementKind.CAPTURE, "12.50", "USD", "1.25", THURSDAY, "");
    refunded("10.00", FRIDAY);
    lineOf("p", SettlementKind.REFUND, "-12.50", "USD", "1.30", FRIDAY, second);
    ReconciledItem item = items(FRIDAY).get(0);
    assertThat(item.account().state(), is(MATCHED));
    assertThat(text(item.sums().settled()), is("10.0000"));
    assertThat("-12.50 / 1.30 less -10.00", text(item.sums().rounding()), is("0.3846"));
    lineOf("p", SettlementKind.CHARGEBACK, "-12.00", "USD", "1.30", FRIDAY, first);
    ReconciledItem chargedBack = items(FRIDAY).get(0);
    assertThat(text(chargedBack.sums().chargedBack()), is("10.0000"));
    assertThat(
        "what it does not count has gained nothing",
        text(chargedBack.sums().rounding()),
        is("0.3846"));
  }

  @Test
  void aChargebackIsNoPartOfWhatWasSoldAndItsReversalTakesItBack() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    line(SettlementKind.CAPTURE, "20.00", WEDNESDAY);
    line(SettlementKind.CHARGEBACK, "-20.00", THURSDAY);
    ReconciledItem item = items(FRIDAY).get(0);
    assertThat(item.account().state(), is(MATCHED));
    assertThat(text(item.sums().chargedBack()), is("20.0000"));
    line(SettlementKind.REVERSAL, "20.00", FRIDAY);
    assertThat(text(items(FRIDAY).get(0).sums().chargedBack()), is("0.0000"));
  }

  @Test
  void theSalesOfAnOrderAreThoseOfTheDaysOnWhichTheyWere() {
    placed("20.00", TUESDAY);
    paid("p", "20.00", TUESDAY);
    refunded("5.00", WEDNESDAY);
    line(SettlementKind.CAPTURE, "20.00", WEDNESDAY);
    line(SettlementKind.REFUND, "-5.00", FRIDAY);
    List<String> sold =
        items(new ReconciliationScope(day(TUESDAY), day(FRIDAY), day(FRIDAY), 2)).stream()
            .filter(item -> item.account().kind().equals(ReconciliationAccount.SALE))
            .map(
                item ->
                    LocalDate.ofEpochDay(item.account().businessDay())
                        + " "
                        + text(item.sums().amount()))
            .toList();
    assertThat(sold, contains("2026-03-17 20.0000", "2026-03-18 -5.0000"));
  }

  private void placed(String amount, LocalDate date) {
    moved(OrderType.PLACED, amount, date);
  }

  private void cancelled(String amount, LocalDate date) {
    moved(OrderType.CANCELLED, amount, date);
  }

  private void refunded(String amount, LocalDate date) {
    moved(OrderType.REFUNDED, amount, date);
  }

  private void moved(OrderType type, String amount, LocalDate date) {
    Total gross = Total.of(Amount.parse(amount));
    movements.add(new OrderMovement("o", "mitte", day(date), type, gross, "EUR", 0));
  }

  private void paid(String id, String amount, LocalDate date) {
    payments.add(new PaymentMade(id, "o", "mitte", day(date), Amount.parse(amount), "EUR", 0));
  }

  private void line(SettlementKind kind, String amount, LocalDate settledOn) {
    lineOf("p", kind, amount, "EUR", null, settledOn, "");
  }

  private String lineOf(
      String paymentId,
      SettlementKind kind,
      String amount,
      String currency,
      String rate,
      LocalDate settledOn,
      String reverses) {
    String id = "line-" + lines.size();
    lines.add(
        new SettlementLine(
            BANK,
            id,
            paymentId,
            "mitte",
            kind,
            Amount.parse(amount),
            0,
            currency,
            rate == null ? null : new BigDecimal(rate),
            settledOn,
            "",
            reverses));
    return id;
  }

  /** All days up to one, by what is known at its end. */
  private List<ReconciledItem> items(LocalDate until) {
    return items(new ReconciliationScope(day(TUESDAY), day(TUESDAY_AFTER), day(until), 2));
  }

  private List<ReconciledItem> items(ReconciliationScope scope) {
    List<ReconciledItem> items = new ArrayList<>();
    new ReconcileOrder(scope)
        .reconcile(
            "o",
            movements,
            payments.stream()
                .map(
                    payment ->
                        new SettledPayment(
                            payment,
                            lines.stream()
                                .filter(line -> line.paymentId().equals(payment.paymentId()))
                                .map(ReconcileOrderTest::standing)
                                .toList()))
                .toList(),
            items::add);
    return items;
  }

  private static StandingLine standing(SettlementLine line) {
    return new StandingLine(line, StandingLine.FOR_GOOD);
  }

  private List<String> states(LocalDate until) {
    return items(until).stream()
        .filter(item -> item.account().businessDay() == day(TUESDAY))
        .map(
            item ->
                item.account().kind()
                    + " "
                    + item.account().state()
                    + " "
                    + text(item.sums().difference()))
        .toList();
  }

  private ReconciliationAccount payment(LocalDate until) {
    return first(ReconciliationAccount.PAYMENT, until);
  }

  private ReconciliationAccount sale(LocalDate until) {
    return first(ReconciliationAccount.SALE, until);
  }

  private ReconciliationAccount first(String kind, LocalDate until) {
    return items(until).stream()
        .map(ReconciledItem::account)
        .filter(account -> account.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static int day(LocalDate date) {
    return (int) date.toEpochDay();
  }

  private static String text(Total amount) {
    return Amount.format(amount);
  }
}
