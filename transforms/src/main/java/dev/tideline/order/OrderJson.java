package dev.tideline.order;

import dev.tideline.json.FieldNames;
import dev.tideline.json.JsonRecord;
import dev.tideline.json.JsonText;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Order events as JSON: {@code orders.v1}, and files of JSON lines with an ingest time each. */
public final class OrderJson {

  private OrderJson() {}

  /**
   * Parses one record. Its copy number is 0: only a source can tell duplicates.
   *
   * @throws BrokenRecord if it is no order event
   */
  public static OrderEvent read(RawRecord record) throws BrokenRecord {
    return JsonRecord.read(record, json -> new Draft().read(json, record));
  }

  /** The event as one JSON object, with its ingest time first, as a line of a file has it. */
  public static String write(OrderEvent event) {
    return JsonText.object(
        json -> {
          json.time("ingest_time", event.ingestTime());
          json.text("event_id", event.eventId());
          json.text("order_id", event.orderId());
          json.text("type", event.type().name());
          json.text("store_id", event.storeId());
          json.time("event_time", event.eventTime());
          json.time("placed_at", event.placedAt());
          json.text("currency", event.currency());
          json.objects(
              "lines",
              event.lines(),
              line -> {
                json.text("sku", line.sku());
                json.text("category", line.category());
                json.number("quantity", line.quantity());
                json.amount("amount", line.amount());
                json.amount("cost", line.cost());
              });
        });
  }

  private static final class Draft {
    private static final FieldNames NAMES =
        FieldNames.of(
            "ingest_time",
            "event_id",
            "order_id",
            "type",
            "store_id",
            "event_time",
            "placed_at",
            "currency",
            "lines");

    private String eventId;
    private String orderId;
    private OrderType type;
    private String storeId;
    private Long eventTime;
    private Long placedAt;
    private String currency;
    private List<OrderLine> lines;
    private boolean withoutLines;

    OrderEvent read(JsonRecord json, RawRecord record) throws BrokenRecord, IOException {
      json.object(NAMES, this::field);
      if (lines == null && type == OrderType.FULFILLED) {
        lines = List.of();
      }
      return new OrderEvent(
          json.required(eventId, "event_id"),
          json.required(orderId, "order_id"),
          json.required(type, "type"),
          json.required(storeId, "store_id"),
          json.required(eventTime, "event_time"),
          json.required(placedAt, "placed_at"),
          json.required(currency, "currency"),
          json.required(lines, "lines"),
          json.ingestTime(),
          0,
          record.location());
    }

    private void field(String name, JsonRecord json) throws BrokenRecord, IOException {
      switch (name) {
        case "event_id" -> eventId = json.once(eventId, json.text());
        case "order_id" -> orderId = json.once(orderId, json.text());
        case "type" -> type = json.once(type, type(json));
        case "store_id" -> storeId = json.once(storeId, json.text());
        case "event_time" -> eventTime = json.once(eventTime, json.time());
        case "placed_at" -> placedAt = json.once(placedAt, json.time());
        case "currency" -> currency = json.once(currency, json.text());
        case "lines" -> {
          if (lines != null || withoutLines) {
            throw json.broken(RejectReason.REPEATED_FIELD, "lines");
          }
          withoutLines = json.isNull();
          lines = withoutLines ? null : lines(json);
        }
        default -> json.skip();
      }
    }

    private static OrderType type(JsonRecord json) throws BrokenRecord, IOException {
      OrderType type = OrderType.of(json.text());
      if (type == null) {
        throw json.brokenValue(RejectReason.UNKNOWN_TYPE);
      }
      return type;
    }

    private static List<OrderLine> lines(JsonRecord json) throws BrokenRecord, IOException {
      List<OrderLine> lines = new ArrayList<>();
      json.array();
      while (json.nextElement()) {
        lines.add(new LineDraft().read(json));
      }
      return lines;
    }
  }

  private static final class LineDraft {
    private static final FieldNames NAMES =
        FieldNames.of("sku", "category", "quantity", "amount", "cost");

    private String sku;
    private String category;
    private Integer quantity;
    private Long amount;
    private Long cost;

    OrderLine read(JsonRecord json) throws BrokenRecord, IOException {
      json.object(NAMES, this::field);
      return new OrderLine(
          json.required(sku, "lines.sku"),
          json.required(category, "lines.category"),
          json.required(quantity, "lines.quantity"),
          json.required(amount, "lines.amount"),
          json.required(cost, "lines.cost"));
    }

    private void field(String name, JsonRecord json) throws BrokenRecord, IOException {
      switch (name) {
        case "sku" -> sku = json.once(sku, json.text());
        case "category" -> category = json.once(category, json.text());
        case "quantity" -> quantity = json.once(quantity, json.count());
        case "amount" -> amount = json.once(amount, json.amount());
        case "cost" -> cost = json.once(cost, json.amount());
        default -> json.skip();
      }
    }
  }
}
