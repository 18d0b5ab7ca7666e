package dev.tideline.benchmarks.peers;

import dev.tideline.benchmarks.peers.PaymentReader.Binding;
import dev.tideline.event.EventRules;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderRules;
import dev.tideline.order.OrderType;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the order events of a topic, as {@link PaymentReader} its payments. Of one thread. */
public final class OrderReader {

  private final Stores stores;
  private final Parser parser;

  private interface Parser {
    OrderEvent parse(RawRecord record) throws BrokenRecord, IOException;
  }

  /**
   * Reads events of these stores.
   *
   * @param parser tideline or jackson
   * @throws IllegalArgumentException if it is neither
   */
  public OrderReader(Stores stores, String parser) {
    this.stores = stores;
    this.parser =
        switch (parser) {
          case "tideline" -> OrderJson::read;
          case "jackson" -> OrderReader::readByJackson;
          default -> throw new IllegalArgumentException("no parser: " + parser);
        };
  }

  /** The event of a record; null if it is none, or breaks a rule. */
  public OrderEvent read(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null || !EventRules.plausible(message.timestamp())) {
      return null;
    }
    try {
      OrderEvent event = parser.parse(Binding.record(message));
      return OrderRules.broken(event, stores) == null ? event : null;
    } catch (BrokenRecord
        | IOException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException broken) {
      return null;
    }
  }

  private static OrderEvent readByJackson(RawRecord record) throws IOException {
    return Binding.read(record, Fields.class).toEvent(record);
  }

  /** Whether an event came too late for its windows. */
  public static boolean late(OrderEvent event) {
    return event.ingestTime() > event.eventTime() + OrderSums.LATENESS;
  }

  /** An event as its message has it; null is what is not there. */
  private record Fields(
      String eventId,
      String orderId,
      OrderType type,
      String storeId,
      String eventTime,
      String placedAt,
      String currency,
      List<LineFields> lines) {

    OrderEvent toEvent(RawRecord record) {
      if (type == null || (lines == null && type != OrderType.FULFILLED)) {
        throw new IllegalArgumentException("a field is missing");
      }
      return new OrderEvent(
          Binding.text(eventId),
          Binding.text(orderId),
          type,
          Binding.text(storeId),
          Binding.time(eventTime),
          Binding.time(placedAt),
          Binding.text(currency),
          lines == null ? List.of() : lines.stream().map(LineFields::toLine).toList(),
          record.ingestTime(),
          0,
          record.location());
    }
  }

  private record LineFields(
      String sku, String category, BigDecimal quantity, BigDecimal amount, BigDecimal cost) {

    OrderLine toLine() {
      return new OrderLine(
          Binding.text(sku),
          Binding.text(category),
          Binding.number(quantity).intValueExact(),
          Binding.amount(amount),
          Binding.amount(cost));
    }
  }
}
