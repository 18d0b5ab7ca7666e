package dev.tideline.hindsight;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.FreshMartStores.at;
import static dev.tideline.testing.FreshMartStores.currencyOf;
import static dev.tideline.testing.FreshMartStores.money;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.admission.Outcome;
import dev.tideline.event.EventDecoder;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.records.RecordLocation;
import dev.tideline.testing.Account;
import dev.tideline.testing.TextLines;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class DecideAgainTest {

  private static final FraudPolicy FROM_THREE = FraudPolicy.v1(3, StateRetention.unlimited());

  @Test
  void addsUpPerCurrencyAndCountsEachPaymentOnce(TestPipeline pipeline) {
    // A card that pays in two currencies: its third payment arrives before the second.
    Payment second = paid("second", 1, "berlin", "10:00:10", "10:00:40", "2.50");
    List<Payment> payments =
        List.of(
            paid("first", 1, "berlin", "10:00:00", "10:00:01", "1"),
            second,
            second.asCopy(1),
            paid("third", 1, "boston", "10:00:20", "10:00:21", "30.0001"),
            paid("fourth", 1, "boston", "10:00:50", "10:00:51", "7"),
            // Another card: one of three payments within a minute comes too late.
            paid("one", 2, "boston", "10:00:00", "10:00:01", "100"),
            paid("two", 2, "boston", "10:00:01", "10:11:00", "200"),
            paid("three", 2, "boston", "10:00:02", "10:00:03", "400"));

    TextLines.assertText(
        Account.lines(decideAgain(pipeline, payments, Long.MAX_VALUE), HindsightRow.FORMAT::toJson),
        """
        MINUTE 2026-03-17T10:00:00Z read 7 = 6 counted, 1 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T10:11:00Z read 1 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        ROW {"currency":"EUR","hindsight":"approved","payments":2,"amount":3.5000}
        ROW {"currency":"USD","hindsight":"approved","payments":2,"amount":300.0000}
        ROW {"currency":"USD","hindsight":"flagged","payments":1,"amount":7.0000}
        ROW {"currency":"USD","hindsight":"never_signalled","payments":1,"amount":400.0000}
        ROW {"currency":"USD","hindsight":"signalled_later","payments":1,"amount":30.0001}
        """);
    pipeline.run();
  }

  @Test
  void whatCameAfterTheMomentIsNotLookedBackOn(TestPipeline pipeline) {
    List<Payment> payments =
        List.of(
            paid("one", 2, "boston", "10:00:00", "10:00:01", "100"),
            paid("two", 2, "boston", "10:00:01", "10:11:00", "200"));

    TextLines.assertText(
        Account.lines(
            decideAgain(pipeline, payments, at("2026-03-17T10:10:59.999Z")),
            HindsightRow.FORMAT::toJson),
        """
        MINUTE 2026-03-17T10:00:00Z read 1 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T10:11:00Z read 1 = 0 counted, 0 duplicate, 0 too late, 1 out of scope, rejected {}
        ROW {"currency":"USD","hindsight":"approved","payments":1,"amount":100.0000}
        """);
    pipeline.run();
  }

  @Test
  void aSumMayBeLargerThanALong() {
    Decisions most = Decisions.one(Long.MAX_VALUE);
    assertThat(most.plus(Decisions.one(1)).amount().toString(), is("9223372036854775808"));
  }

  @Test
  void aPolicyThatForgetsIsRefused() {
    FraudPolicy forgetful = FraudPolicy.v1(3, StateRetention.byWatermark(60_000));
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> DecideAgain.of(EventDecoder.marked(), DecideAgain.rules(STORES, 0), forgetful));
    assertThat(refused.getMessage(), containsString("needs all payments"));
  }

  private static Outcome<HindsightRow> decideAgain(
      TestPipeline pipeline, List<Payment> payments, long moment) {
    return pipeline
        .apply(Create.of(new ArrayList<>(payments)).withCoder(PaymentCoders.PAYMENT))
        .apply(
            DecideAgain.of(EventDecoder.marked(), DecideAgain.rules(STORES, moment), FROM_THREE));
  }

  private static Payment paid(
      String id, long card, String store, String time, String ingestTime, String amount) {
    return new Payment(
        id,
        "order",
        new CardToken(card, 7),
        store,
        "paymate",
        money(amount),
        currencyOf(store),
        at("2026-03-17T" + time + "Z"),
        at("2026-03-17T" + ingestTime + "Z"),
        0,
        RecordLocation.inFile(id, 0));
  }
}
