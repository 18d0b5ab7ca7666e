package dev.tideline.order;

import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.event.Contributions;
import dev.tideline.event.Identity;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** What order events add to an answer that asks for no line: a third of the bytes. */
public final class OrderHeaders implements Contributions<OrderView, OrderHeader> {

  private static final long serialVersionUID = 1;

  private static final OrderContributions WITH_LINES = new OrderContributions();

  @Override
  public int keyHash(OrderView event) {
    return WITH_LINES.keyHash(event);
  }

  @Override
  public Identity identity(OrderView event) {
    return WITH_LINES.identity(event);
  }

  @Override
  public OrderHeader of(OrderView event) {
    return event;
  }

  @Override
  public OrderHeader kept(OrderView event, Identity identity) {
    return new Kept(
        event.type(),
        event.storeId(),
        event.eventTime(),
        event.placedAt(),
        event.currency(),
        event.gross());
  }

  @Override
  public Coder<OrderHeader> coder() {
    return HeaderCoder.INSTANCE;
  }

  private record Kept(
      OrderType type, String storeId, long eventTime, long placedAt, String currency, Total gross)
      implements OrderHeader {}

  private static final class HeaderCoder extends AtomicCoder<OrderHeader> {
    private static final long serialVersionUID = 1;
    private static final HeaderCoder INSTANCE = new HeaderCoder();

    @Override
    public void encode(OrderHeader header, OutputStream out) throws IOException {
      text(header.type().name(), out);
      text(header.storeId(), out);
      fixed(header.eventTime(), out);
      number(header.eventTime() - header.placedAt(), out);
      text(header.currency(), out);
      total(header.gross(), out);
    }

    @Override
    public OrderHeader decode(InputStream in) throws IOException {
      OrderType type = OrderType.valueOf(text(in));
      String storeId = text(in);
      long eventTime = fixed(in);
      return new Kept(type, storeId, eventTime, eventTime - number(in), text(in), total(in));
    }
  }
}
