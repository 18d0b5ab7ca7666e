package dev.tideline.pipelines.reconciliation;

import static dev.tideline.pipelines.reconciliation.DayReconciliation.Status.RECONCILED;
import static dev.tideline.pipelines.reconciliation.DayReconciliation.Status.UNRECONCILED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of which an order is not paid, a payment has no order, and the bank has settled one too
 * much and another too little.
 */
class DayReconciliationTest {

  @TempDir private Path home;
  private DayReconciliation day;

  @BeforeEach
  void fourBreaksInTwoStores() throws IOException {
    Path breaks =
        Files.write(
            home.resolve("breaks.jsonl"),
            List.of(
                found("berlin", "PAYMENT", "AMOUNT_DIFFERS", "-1.0000"),
                found("berlin", "PAYMENT", "PAYMENT_WITHOUT_ORDER", "3.0000"),
                found("hamburg", "PAYMENT", "AMOUNT_DIFFERS", "1.0000"),
                found("hamburg", "SALE", "UNPAID_ORDER", "2.5000")));
    day =
        new DayReconciliation(
            List.of(
                row("berlin", "SALE", "MATCHED", "20.0000"),
                row("hamburg", "SALE", "UNPAID_ORDER", "2.5000"),
                row("hamburg", "CAPTURE", "MATCHED", "17.0000")),
            breaks);
  }

  private static String found(String store, String kind, String state, String difference) {
    return "{\"business_day\":\"2026-03-17\",\"store_id\":\"%s\",\"currency\":\"EUR\",\"kind\":\"%s\",\"state\":\"%s\",\"difference\":%s}"
        .formatted(store, kind, state, difference);
  }

  private static String row(String store, String kind, String state, String amount) {
    return "{\"business_day\":\"2026-03-17\",\"store_id\":\"%s\",\"currency\":\"EUR\",\"kind\":\"%s\",\"state\":\"%s\",\"amount\":%s}"
        .formatted(store, kind, state, amount);
  }

  private DayReconciliation.Status within(String perDay, String perStore) throws IOException {
    return day.status(new Tolerance(new BigDecimal(perDay), new BigDecimal(perStore)));
  }

  @Test
  void whatIsMissingHereDoesNotMakeUpForWhatIsTooMuchThere() throws IOException {
    assertThat(day.breakCount(), is(4L));
    assertThat(within("7.50", "4.00"), is(RECONCILED));
    assertThat("on the day", within("7.49", "4.00"), is(UNRECONCILED));
    assertThat("in a store", within("7.50", "3.99"), is(UNRECONCILED));
  }

  @Test
  void whatWasSoldIsHeldAgainstWhatWasPaidWhateverTheBankHasSettled() throws IOException {
    assertThat(
        PaymentsDifference.of(day),
        is(
            Map.of(
                "EUR",
                new PaymentsDifference(new BigDecimal("5.5000"), new BigDecimal("22.5000")))));
  }

  @Test
  void itsDigestIsOfItsBreaksToo() throws IOException {
    String before = day.digest();
    Files.write(day.breaks(), List.of(found("berlin", "SALE", "UNPAID_ORDER", "2.5000")));
    assertThat(day.digest(), is(not(before)));
    assertThat(new ReconciliationChanges(day, day).none(), is(true));
    assertThat(new ReconciliationChanges(DayReconciliation.NONE, day).none(), is(false));
  }
}
