package dev.tideline.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.event.EventRules;
import dev.tideline.json.Timestamps;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderRules;
import dev.tideline.order.OrderType;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the order events of a topic, as {@link PaymentReader} its payments. Of one thread. */
public final class OrderReader {

  private final Stores stores;
  private final ObjectMapper jackson;

  /**
   * Reads events of these stores.
   *
   * @param parser tideline or jackson
   */
  public OrderReader(Stores stores, String parser) {
    this.stores = stores;
    this.jackson = parser.equals("jackson") ? new ObjectMapper() : null;
  }

  /** The event of a record; null if it is none, or breaks a rule. */
  public OrderEvent read(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null || !EventRules.plausible(message.timestamp())) {
      return null;
    }
    RawRecord record =
        new RawRecord(
            message.value(),
            RecordLocation.inTopic(message.topic(), message.partition(), message.offset()),
            message.timestamp());
    try {
      OrderEvent event = jackson == null ? OrderJson.read(record) : readByJackson(record);
      return OrderRules.broken(event, stores) == null ? event : null;
    } catch (BrokenRecord | IOException | RuntimeException broken) {
      return null;
    }
  }

  private OrderEvent readByJackson(RawRecord record) throws IOException {
    JsonNode json = jackson.readTree(record.payload());
    List<OrderLine> lines = new ArrayList<>();
    for (JsonNode line : json.required("lines")) {
      lines.add(
          new OrderLine(
              line.required("sku").textValue(),
              line.required("category").textValue(),
              line.required("quantity").intValue(),
              Amount.parse(line.required("amount").asText()),
              Amount.parse(line.required("cost").asText())));
    }
    return new OrderEvent(
        json.required("event_id").textValue(),
        json.required("order_id").textValue(),
        OrderType.valueOf(json.required("type").textValue()),
        json.required("store_id").textValue(),
        Timestamps.parse(json.required("event_time").textValue()),
        Timestamps.parse(json.required("placed_at").textValue()),
        json.required("currency").textValue(),
        lines,
        record.ingestTime(),
        0,
        record.location());
  }

  /** Whether an event came too late for its windows. */
  public static boolean late(OrderEvent event) {
    return event.ingestTime() > event.eventTime() + OrderSums.LATENESS;
  }
}
