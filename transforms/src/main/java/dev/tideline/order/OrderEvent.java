package dev.tideline.order;

import dev.tideline.records.RecordLocation;
import java.util.List;

/**
 * A step in the life of an order, complete in itself.
 *
 * @param eventId its id
 * @param orderId the order
 * @param type the step
 * @param storeId the store
 * @param eventTime when it happened, ms since the epoch
 * @param placedAt when the order was placed, ms since the epoch
 * @param currency the ISO 4217 code of all its amounts
 * @param lines the lines it is about; may be empty when an order is fulfilled
 * @param ingestTime when it was ingested, ms since the epoch
 * @param copy above 0 if an earlier copy of it is there, see {@link #copy}
 * @param location where it was read
 */
public record OrderEvent(
    String eventId,
    String orderId,
    OrderType type,
    String storeId,
    long eventTime,
    long placedAt,
    String currency,
    List<OrderLine> lines,
    long ingestTime,
    int copy,
    RecordLocation location)
    implements OrderView {

  public OrderEvent {
    lines = List.copyOf(lines);
  }

  /** The same event, with another copy number. */
  public OrderEvent asCopy(int n) {
    return new OrderEvent(
        eventId,
        orderId,
        type,
        storeId,
        eventTime,
        placedAt,
        currency,
        lines,
        ingestTime,
        n,
        location);
  }

  @Override
  public int lineCount() {
    return lines.size();
  }

  @Override
  public String sku(int line) {
    return lines.get(line).sku();
  }

  @Override
  public String category(int line) {
    return lines.get(line).category();
  }

  @Override
  public int quantity(int line) {
    return lines.get(line).quantity();
  }

  @Override
  public long amount(int line) {
    return lines.get(line).amount();
  }

  @Override
  public long cost(int line) {
    return lines.get(line).cost();
  }

  @Override
  public String toJson() {
    return OrderJson.write(this);
  }
}
