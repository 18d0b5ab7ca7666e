package dev.tideline.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.event.EventRules;
import dev.tideline.json.Timestamps;
import dev.tideline.money.Amount;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentJson;
import dev.tideline.payment.PaymentRules;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Stores;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the payments of a topic, by the product's rules, and by its parser or by the one that users
 * of the engine would take. Of one thread.
 */
public final class PaymentReader {

  private final Stores stores;
  private final CardTokens tokens =
      new CardTokens(() -> System.getenv("TIDELINE_CARD_KEY").getBytes(UTF_8));
  private final ObjectMapper jackson;

  /**
   * Reads payments of these stores.
   *
   * @param parser tideline or jackson
   */
  public PaymentReader(Stores stores, String parser) {
    this.stores = stores;
    this.jackson = parser.equals("jackson") ? new ObjectMapper() : null;
  }

  /** The payment of a record; null if it is none, or breaks a rule. */
  public Payment read(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null || !EventRules.plausible(message.timestamp())) {
      return null;
    }
    RawRecord record =
        new RawRecord(
            message.value(),
            RecordLocation.inTopic(message.topic(), message.partition(), message.offset()),
            message.timestamp());
    try {
      Payment payment = jackson == null ? PaymentJson.read(record, tokens) : readByJackson(record);
      return PaymentRules.broken(payment, stores) == null ? payment : null;
    } catch (BrokenRecord | IOException | RuntimeException broken) {
      return null;
    }
  }

  private Payment readByJackson(RawRecord record) throws IOException {
    JsonNode json = jackson.readTree(record.payload());
    return new Payment(
        json.required("payment_id").textValue(),
        json.required("order_id").textValue(),
        tokens.of(json.required("card_number").textValue()),
        json.required("store_id").textValue(),
        json.required("gateway").textValue(),
        Amount.parse(json.required("amount").asText()),
        json.required("currency").textValue(),
        Timestamps.parse(json.required("event_time").textValue()),
        record.ingestTime(),
        0,
        record.location());
  }

  /** Whether a payment came too late to be counted. */
  public static boolean late(Payment payment) {
    return payment.ingestTime() > payment.eventTime() + OrderSums.LATENESS;
  }
}
