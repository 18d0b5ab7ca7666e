package dev.tideline.order;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.event.Identity;
import dev.tideline.records.RecordCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of an order event. */
public final class OrderEventCoder extends AtomicCoder<OrderEvent> {

  private static final long serialVersionUID = 1;
  private static final OrderEventCoder INSTANCE = new OrderEventCoder();

  private OrderEventCoder() {}

  /** The one coder. */
  public static OrderEventCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(OrderEvent event, OutputStream out) throws IOException {
    encodeContent(event, out);
    fixed(event.ingestTime(), out);
    count(event.copy(), out);
    RecordCoders.LOCATION.encode(event.location(), out);
  }

  /** What tells an order event from every other: all of it, but not when and where it was met. */
  static Identity identityOf(OrderView event) {
    return Identity.of(out -> encodeContent(event, out));
  }

  private static void encodeContent(OrderView event, OutputStream out) throws IOException {
    text(event.eventId(), out);
    text(event.orderId(), out);
    text(event.type().name(), out);
    text(event.storeId(), out);
    fixed(event.eventTime(), out);
    fixed(event.placedAt(), out);
    text(event.currency(), out);
    count(event.lineCount(), out);
    for (int line = 0; line < event.lineCount(); line++) {
      text(event.sku(line), out);
      text(event.category(line), out);
      count(event.quantity(line), out);
      fixed(event.amount(line), out);
      fixed(event.cost(line), out);
    }
  }

  @Override
  public OrderEvent decode(InputStream in) throws IOException {
    return new OrderEvent(
        text(in),
        text(in),
        OrderType.valueOf(text(in)),
        text(in),
        fixed(in),
        fixed(in),
        text(in),
        lines(in),
        fixed(in),
        count(in),
        RecordCoders.LOCATION.decode(in));
  }

  private static List<OrderLine> lines(InputStream in) throws IOException {
    int size = count(in);
    List<OrderLine> lines = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lines.add(new OrderLine(text(in), text(in), count(in), fixed(in), fixed(in)));
    }
    return lines;
  }
}
