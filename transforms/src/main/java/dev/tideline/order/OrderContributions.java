package dev.tideline.order;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.event.Contributions;
import dev.tideline.event.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** What order events add to an answer, without the ids and articles that no sum asks for. */
public final class OrderContributions implements Contributions<OrderView, OrderFigures> {

  private static final long serialVersionUID = 1;

  @Override
  public int keyHash(OrderView event) {
    return event.storeId().hashCode();
  }

  @Override
  public Identity identity(OrderView event) {
    return OrderEventCoder.identityOf(event);
  }

  @Override
  public OrderFigures of(OrderView event) {
    return event;
  }

  @Override
  public OrderFigures kept(OrderView event, Identity identity) {
    List<Line> lines = new ArrayList<>(event.lineCount());
    for (int line = 0; line < event.lineCount(); line++) {
      lines.add(
          new Line(
              event.category(line), event.quantity(line), event.amount(line), event.cost(line)));
    }
    return new Kept(
        event.type(),
        event.storeId(),
        event.eventTime(),
        event.placedAt(),
        event.currency(),
        lines);
  }

  @Override
  public Coder<OrderFigures> coder() {
    return FiguresCoder.INSTANCE;
  }

  private record Line(String category, int quantity, long amount, long cost) {}

  private record Kept(
      OrderType type,
      String storeId,
      long eventTime,
      long placedAt,
      String currency,
      List<Line> lines)
      implements OrderFigures {

    @Override
    public int lineCount() {
      return lines.size();
    }

    @Override
    public String category(int line) {
      return lines.get(line).category;
    }

    @Override
    public int quantity(int line) {
      return lines.get(line).quantity;
    }

    @Override
    public long amount(int line) {
      return lines.get(line).amount;
    }

    @Override
    public long cost(int line) {
      return lines.get(line).cost;
    }
  }

  private static final class FiguresCoder extends AtomicCoder<OrderFigures> {
    private static final long serialVersionUID = 1;
    private static final FiguresCoder INSTANCE = new FiguresCoder();

    @Override
    public void encode(OrderFigures figures, OutputStream out) throws IOException {
      text(figures.type().name(), out);
      text(figures.storeId(), out);
      fixed(figures.eventTime(), out);
      number(figures.eventTime() - figures.placedAt(), out);
      text(figures.currency(), out);
      count(figures.lineCount(), out);
      for (int line = 0; line < figures.lineCount(); line++) {
        text(figures.category(line), out);
        count(figures.quantity(line), out);
        number(figures.amount(line), out);
        number(figures.cost(line), out);
      }
    }

    @Override
    public OrderFigures decode(InputStream in) throws IOException {
      OrderType type = OrderType.valueOf(text(in));
      String storeId = text(in);
      long eventTime = fixed(in);
      long placedAt = eventTime - number(in);
      String currency = text(in);
      int count = count(in);
      List<Line> lines = new ArrayList<>(count);
      for (int line = 0; line < count; line++) {
        lines.add(new Line(text(in), count(in), number(in), number(in)));
      }
      return new Kept(type, storeId, eventTime, placedAt, currency, lines);
    }
  }
}
