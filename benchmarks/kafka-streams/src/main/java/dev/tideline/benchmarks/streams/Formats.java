package dev.tideline.benchmarks.streams;

import dev.tideline.benchmarks.peers.CardPayments;
import dev.tideline.payment.CardToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The bytes of what goes between topics and into the store. */
final class Formats {

  /** Of cards, which are keys. */
  static final Serde<CardToken> CARD = of(Formats::bytes, Formats::card);

  /** Of payments, which are values of those keys. */
  static final Serde<CardPayment> PAYMENT = of(CardPayment::bytes, CardPayment::of);

  /** Of what is kept of a card. */
  static final Serde<CardPayments> LATEST = of(Formats::bytes, Formats::latest);

  private Formats() {}

  /** Null, which deletes, is null in bytes too. */
  private static <T> Serde<T> of(Function<T, byte[]> write, Function<byte[], T> read) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write.apply(value),
        (topic, bytes) -> bytes == null ? null : read.apply(bytes));
  }

  private static byte[] bytes(CardToken card) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(card.high()).putLong(card.low()).array();
  }

  private static CardToken card(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new CardToken(in.getLong(), in.getLong());
  }

  private static byte[] bytes(CardPayments payments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      payments.write(new DataOutputStream(bytes));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  private static CardPayments latest(byte[] bytes) {
    try {
      return CardPayments.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
