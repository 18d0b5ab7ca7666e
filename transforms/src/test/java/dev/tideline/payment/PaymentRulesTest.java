package dev.tideline.payment;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Payments.payment;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.records.Finding;
import dev.tideline.records.RejectReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentRulesTest {

  private static final String NOW = "2026-03-17T10:00:00Z";

  @ParameterizedTest
  @CsvSource({
    "0, ",
    "1000000000, ",
    "1000000000.0001, AMOUNT_OVERFLOW",
    "-0.0001, NEGATIVE_AMOUNT"
  })
  void theAmountIsWithinBounds(String amount, RejectReason reason) {
    assertThat(reason(payment("p", NOW, NOW, amount)), is(reason));
  }

  @ParameterizedTest
  @CsvSource({"0, MISSING_FIELD", "1, ", "256, ", "257, TOO_LARGE"})
  void thePaymentsIdIsAKeyOfRowsAndHasAnEnd(int length, RejectReason reason) {
    assertThat(reason(payment("p".repeat(length), NOW)), is(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-17T09:59:00Z, ",
    "2026-03-17T09:58:59.999Z, FUTURE_TIME",
    "1970-01-01T00:00:00Z, IMPLAUSIBLE_TIME"
  })
  void whatHoldsForAnyEventHoldsForPayments(String ingestTime, RejectReason reason) {
    assertThat(reason(payment("p", NOW, ingestTime, "1")), is(reason));
  }

  private static RejectReason reason(Payment payment) {
    Finding finding = PaymentRules.broken(payment, STORES);
    return finding == null ? null : finding.reason();
  }
}
