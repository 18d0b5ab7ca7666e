package dev.tideline.io.archive;

import dev.tideline.event.OtherCopy;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ColumnChunk;
import dev.tideline.io.parquet.LazyTexts;
import dev.tideline.io.parquet.OpenRowGroup;
import dev.tideline.io.parquet.Rows;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import org.apache.parquet.io.api.Binary;

/** Order events of a batch, seen one at a time: it is itself the view, and moves on. */
final class OrderRows implements Rows<OrderView>, OrderView {

  private final EventColumns events;
  private final LineColumns lines;
  private final ColumnChunk typeColumn;
  private final ColumnChunk placedAtColumn;
  private final LazyTexts typeText;
  private final LazyTexts eventId;
  private final OrderType[] type = new OrderType[BATCH];
  private final long[] placedAt = new long[BATCH];

  private int row;
  private long number;
  private int firstLine;

  OrderRows(OpenRowGroup from, SourceFile file) throws IOException {
    this.events = new EventColumns(from, file);
    this.lines = new LineColumns(from);
    this.typeColumn = from.column("type");
    this.placedAtColumn = from.column("placed_at");
    this.typeText = from.later("type");
    this.eventId = from.later("event_id");
  }

  @Override
  public void load(int rows) throws IOException {
    events.load(rows);
    lines.load(rows);
    typeColumn.objects(type, rows, OrderRows::typeOf);
    placedAtColumn.longs(placedAt, rows);
    typeText.next(rows);
    eventId.next(rows);
  }

  /** The type, or null if it is unknown. */
  private static OrderType typeOf(Binary name) {
    return OrderType.of(name.toStringUsingUTF8());
  }

  @Override
  public void show(int next, long nextNumber, RecordDecoder.Handler<OrderView> handler) {
    row = next;
    number = nextNumber;
    firstLine = lines.firstOf(next);
    handler.onRecord(ingestTime());
    Reject broken = broken();
    if (broken == null) {
      handler.onEvent(this);
    } else {
      handler.onReject(broken);
    }
  }

  private Reject broken() {
    if (type[row] == null) {
      String text = typeText.get(row);
      return events.reject(
          RejectReason.UNKNOWN_TYPE, "type", text == null ? "" : text, row, number);
    }
    for (int line = firstLine; line < lines.firstOf(row + 1); line++) {
      if (lines.category(line) == null) {
        return events.reject(RejectReason.NOT_UTF8, "lines.category", "", row, number);
      }
    }
    return events.broken(row, number);
  }

  @Override
  public OrderType type() {
    return type[row];
  }

  @Override
  public String eventId() {
    return eventId.get(row);
  }

  @Override
  public String orderId() {
    return events.orderId(row);
  }

  @Override
  public String sku(int line) {
    return lines.sku(firstLine + line);
  }

  @Override
  public String storeId() {
    return events.storeId(row);
  }

  @Override
  public String currency() {
    return events.currency(row);
  }

  @Override
  public long eventTime() {
    return events.eventTime(row);
  }

  @Override
  public long placedAt() {
    return placedAt[row];
  }

  @Override
  public long ingestTime() {
    return events.ingestTime(row);
  }

  @Override
  public int copy() {
    return events.copy(row);
  }

  /** The row tells that there is an earlier copy, not whether that one is in time. */
  @Override
  public OtherCopy otherCopy() {
    return copy() > 0 ? OtherCopy.UNKNOWN : OtherCopy.NOT_COUNTED;
  }

  @Override
  public int lineCount() {
    return lines.firstOf(row + 1) - firstLine;
  }

  @Override
  public String category(int line) {
    return lines.category(firstLine + line);
  }

  @Override
  public int quantity(int line) {
    return lines.quantity(firstLine + line);
  }

  @Override
  public long amount(int line) {
    return lines.amount(firstLine + line);
  }

  @Override
  public long cost(int line) {
    return lines.cost(firstLine + line);
  }

  @Override
  public RecordLocation location() {
    return events.location(number);
  }

  /** Null: the file keeps the event, and only some of its columns were read. */
  @Override
  public String toJson() {
    return null;
  }
}
