package dev.tideline.benchmarks.streams;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.benchmarks.peers.CardPayments;
import dev.tideline.payment.CardToken;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class FormatsTest {

  @Test
  void cards() {
    CardToken card = new CardToken(-1, 2);
    assertThat(again(card, Formats.CARD), equalTo(card));
  }

  @Test
  void payments() {
    CardPayment payment = new CardPayment("Größe", 1_700_000_000_000L, -1, 3);
    assertThat(again(payment, Formats.PAYMENT), equalTo(payment));
  }

  @Test
  void latestPayments() {
    CardPayments payments = new CardPayments();
    payments.add("a", 1_000, 2, (id, time, score) -> {});
    List<String> flagged = new ArrayList<>();
    CardPayments again = again(payments, Formats.LATEST);
    assertThat(again.lastTime(), is(1_000L));
    again.add("b", 2_000, 2, (id, time, score) -> flagged.add(id + time + score));
    assertThat(flagged, contains("b20002"));
  }

  @Test
  void nothingIsNothing() {
    assertThat(again(null, Formats.LATEST), nullValue());
  }

  private static <T> T again(T value, Serde<T> format) {
    return format.deserializer().deserialize("", format.serializer().serialize("", value));
  }
}
