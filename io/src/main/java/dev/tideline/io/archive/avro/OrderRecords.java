package dev.tideline.io.archive.avro;

import static dev.tideline.records.RejectReason.MISSING_FIELD;
import static dev.tideline.records.RejectReason.UNKNOWN_TYPE;

import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RecordLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.schema.GroupType;

/** Makes order events of rows. */
public final class OrderRecords implements RowParser<OrderEvent> {

  private static final String LINES = "lines";

  private final EventFields event;
  private final Field eventId;
  private final Field type;
  private final Field placedAt;
  private final int lines;
  private final Field sku;
  private final Field category;
  private final Field quantity;
  private final Field amount;
  private final Field cost;

  private OrderRecords(ViewSchema schema) {
    this.event = new EventFields(schema);
    this.eventId = event.field("event_id");
    this.type = event.field("type");
    this.placedAt = event.field("placed_at");
    this.lines = schema.columns().getFieldIndex(LINES);
    GroupType repeated = schema.columns().getType(lines).asGroupType().getType(0).asGroupType();
    GroupType line =
        repeated.getType(0).isPrimitive() ? repeated : repeated.getType(0).asGroupType();
    this.sku = Field.of("lines.", "sku", line, Map.of());
    this.category = Field.of("lines.", "category", line, Map.of());
    this.quantity = Field.of("lines.", "quantity", line, Map.of());
    this.amount = Field.of("lines.", "amount", line, Map.of());
    this.cost = Field.of("lines.", "cost", line, Map.of());
  }

  /** How rows become order events. */
  public static ParseRow<OrderEvent> parse() {
    return new ParseRow<>(OrderRecords::new);
  }

  @Override
  public OrderEvent parse(IndexedRecord row, RecordLocation location) throws BrokenRecord {
    long ingested = event.ingestTime(row);
    String id = eventId.text(row, ingested);
    String orderId = event.orderId(row, ingested);
    OrderType step = OrderType.of(type.text(row, ingested));
    if (step == null) {
      throw type.broken(UNKNOWN_TYPE, row, ingested);
    }
    return new OrderEvent(
        id,
        orderId,
        step,
        event.storeId(row, ingested),
        event.eventTime(row, ingested),
        placedAt.time(row, ingested),
        event.currency(row, ingested),
        lines(row, step, ingested),
        ingested,
        0,
        location);
  }

  private List<OrderLine> lines(IndexedRecord row, OrderType step, long ingested)
      throws BrokenRecord {
    List<?> elements = (List<?>) row.get(lines);
    if (elements == null && step == OrderType.FULFILLED) {
      return List.of();
    }
    if (elements == null) {
      throw new BrokenRecord(MISSING_FIELD, LINES, ingested);
    }
    List<OrderLine> all = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (element == null) {
        throw new BrokenRecord(MISSING_FIELD, LINES, ingested);
      }
      all.add(line((IndexedRecord) element, ingested));
    }
    return all;
  }

  private OrderLine line(IndexedRecord line, long ingested) throws BrokenRecord {
    return new OrderLine(
        sku.text(line, ingested),
        category.text(line, ingested),
        quantity.count(line, ingested),
        amount.amount(line, ingested),
        cost.amount(line, ingested));
  }
}
