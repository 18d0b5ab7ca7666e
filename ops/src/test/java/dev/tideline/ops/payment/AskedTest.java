package dev.tideline.ops.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.json.Timestamps;
import dev.tideline.ops.kafka.SignalMessage;
import org.junit.jupiter.api.Test;

class AskedTest {

  private static final String CARD = "%032x".formatted(0xA);
  private static final String TIME = "2026-03-17T09:00:00Z";

  @Test
  void aSignalIsOfThePaymentOfItsIdTimeAndCard() {
    Asked payment = asked("card_token", CARD, "2026-03-17T10:00:00+01:00");

    assertThat(payment, is(signalled(CARD, TIME)));
    assertThat(payment, is(not(signalled(CARD, "2026-03-17T09:00:00.001Z"))));
    assertThat(payment, is(not(signalled("%032x".formatted(0xB), TIME))));
  }

  @Test
  void ofAPaymentWithACardNumberTheCardIsNotKnown() {
    Asked payment = asked("card_number", "4929123012341234", TIME);

    assertThat(payment, is(signalled(CARD, TIME).byNumber()));
    assertThat(payment, is(not(signalled(CARD, "2026-03-17T09:00:00.001Z").byNumber())));
  }

  @Test
  void aPaymentWithoutATimeHasNoSignal() {
    assertThat(asked("card_token", CARD, "soon").eventTime(), is(Long.MIN_VALUE));
  }

  private static Asked asked(String cardField, String card, String time) {
    String payload =
        "{\"payment_id\":\"p1\",\"%s\":\"%s\",\"event_time\":\"%s\"}"
            .formatted(cardField, card, time);
    return Asked.of("p1", payload.getBytes(UTF_8));
  }

  private static Asked signalled(String card, String time) {
    return Asked.of(new SignalMessage("p1", card, Timestamps.parse(time), 0, 0));
  }
}
