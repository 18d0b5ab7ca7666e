package dev.tideline.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.tideline.event.EventRules;
import dev.tideline.json.JsonRecord;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.CardTraces;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentJson;
import dev.tideline.payment.PaymentRules;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the payments of a topic, by the product's rules, and by its parser or by the one that users
 * of the engine would take. Of one thread.
 */
public final class PaymentReader {

  private final Stores stores;
  private final CardTokens tokens =
      new CardTokens(() -> System.getenv("TIDELINE_CARD_KEY").getBytes(UTF_8));
  private final Parser parser;

  private interface Parser {
    Payment parse(RawRecord record) throws BrokenRecord, IOException;
  }

  /**
   * Reads payments of these stores.
   *
   * @param parser tideline or jackson
   * @throws IllegalArgumentException if it is neither
   */
  public PaymentReader(Stores stores, String parser) {
    this.stores = stores;
    this.parser =
        switch (parser) {
          case "tideline" -> record -> PaymentJson.read(record, tokens);
          case "jackson" -> this::readByJackson;
          default -> throw new IllegalArgumentException("no parser: " + parser);
        };
  }

  /** The payment of a record; null if it is none, or breaks a rule. */
  public Payment read(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null || !EventRules.plausible(message.timestamp())) {
      return null;
    }
    try {
      Payment payment = parser.parse(Binding.record(message));
      return PaymentRules.broken(payment, stores) == null ? payment : null;
    } catch (BrokenRecord
        | IOException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException broken) {
      return null;
    }
  }

  private Payment readByJackson(RawRecord record) throws IOException {
    return Binding.read(record, Fields.class).toPayment(record, tokens);
  }

  /** Whether a payment came too late to be counted. */
  public static boolean late(Payment payment) {
    return payment.ingestTime() > payment.eventTime() + OrderSums.LATENESS;
  }

  /** A payment as its message has it; null is what is not there. */
  private record Fields(
      String paymentId,
      String orderId,
      String cardNumber,
      String storeId,
      String gateway,
      BigDecimal amount,
      String currency,
      String eventTime) {

    Payment toPayment(RawRecord record, CardTokens tokens) {
      Payment payment =
          new Payment(
              Binding.text(paymentId),
              Binding.text(orderId),
              tokens.of(Binding.text(cardNumber)),
              Binding.text(storeId),
              Binding.text(gateway),
              Binding.amount(amount),
              Binding.text(currency),
              Binding.time(eventTime),
              record.ingestTime(),
              0,
              record.location());
      if (CardTraces.of(cardNumber, payment) != null) {
        throw new IllegalArgumentException("a card number in another field");
      }
      return payment;
    }
  }

  /**
   * Jackson's data binding, as strict as it gets: with what it lets pass otherwise, such as texts
   * for numbers, or a field that is there twice, fates would be others than the product's. What is
   * wrong is an {@link IOException}, an {@link IllegalArgumentException}, an {@link
   * ArithmeticException} or a {@link DateTimeException}.
   */
  static final class Binding {

    private static final ObjectMapper JSON =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                LogicalType.Textual,
                texts ->
                    texts
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final int DECIMALS = 4; // of an amount

    private Binding() {}

    /** A message as the product's parsers take it. */
    static RawRecord record(ConsumerRecord<byte[], byte[]> message) {
      return new RawRecord(
          message.value(),
          RecordLocation.inTopic(message.topic(), message.partition(), message.offset()),
          message.timestamp());
    }

    /** The fields of a record. */
    static <F> F read(RawRecord record, Class<F> fields) throws IOException {
      if (record.payload().length > JsonRecord.LARGEST) {
        throw new IllegalArgumentException("too large");
      }
      F read = JSON.readValue(record.payload(), fields);
      if (read == null) {
        throw new IllegalArgumentException("null");
      }
      return read;
    }

    /** A text that must be there. */
    static String text(String value) {
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException("a text is missing");
      }
      return value;
    }

    /** A time, ms since the epoch. */
    static long time(String value) {
      return Instant.parse(text(value)).toEpochMilli();
    }

    /** An amount, in 1/10 000 currency units. */
    static long amount(BigDecimal value) {
      return number(value).movePointRight(DECIMALS).longValueExact();
    }

    /** A number that must be there. */
    static BigDecimal number(BigDecimal value) {
      if (value == null) {
        throw new IllegalArgumentException("a number is missing");
      }
      return value;
    }
  }
}
