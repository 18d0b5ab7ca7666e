package dev.tideline.io.archive;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.order.OrderView;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Writes down what a decoder shows: a view is only valid while it is shown. */
public final class Shown<V extends EventView> implements RecordDecoder.Handler<V> {

  private final Function<V, String> text;

  /** What was shown of each record: when it was read, then its event or defect. */
  public final List<String> lines = new ArrayList<>();

  private Shown(Function<V, String> text) {
    this.text = text;
  }

  public static Shown<OrderView> orders() {
    return new Shown<>(Shown::textOf);
  }

  public static Shown<PaymentView> payments() {
    return new Shown<>(Shown::textOf);
  }

  /** Everything that a view of an order shows. */
  public static String textOf(OrderView order) {
    List<String> lines =
        IntStream.range(0, order.lineCount())
            .mapToObj(
                line ->
                    "%s %s*%d=%d/%d"
                        .formatted(
                            order.sku(line),
                            order.category(line),
                            order.quantity(line),
                            order.amount(line),
                            order.cost(line)))
            .toList();
    return String.join(
        " ",
        common(order),
        order.eventId(),
        order.orderId(),
        order.type().name(),
        String.valueOf(order.placedAt()),
        lines.toString());
  }

  /** Everything that a view of a payment shows. */
  public static String textOf(PaymentView payment) {
    return String.join(
        " ",
        common(payment),
        payment.paymentId(),
        payment.orderId(),
        payment.gateway(),
        payment.card().toString(),
        String.valueOf(payment.amount()));
  }

  private static String common(EventView event) {
    return "%s %s %s %d %d %d"
        .formatted(
            event.location(),
            event.storeId(),
            event.currency(),
            event.eventTime(),
            event.ingestTime(),
            event.copy());
  }

  @Override
  public void onRecord(long ingestTime) {
    lines.add("read " + ingestTime);
  }

  @Override
  public void onEvent(V view) {
    lines.add(text.apply(view));
  }

  @Override
  public void onRange(SourceRange range, long records) {}

  @Override
  public void onReject(Reject reject) {
    lines.add(reject.toString());
  }
}
