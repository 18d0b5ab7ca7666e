package dev.tideline.benchmarks.flink;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.types.StringValue;

/**
 * What the dashboard needs of an event.
 *
 * @param store the id of its store
 * @param id of the event
 * @param time when it happened, ms since the epoch
 * @param revenue of an order placed, 1/10 000 currency units
 * @param serviceTime of an order fulfilled, ms
 */
record StoreEvent(
    String store, String id, OrderType type, long time, long revenue, long serviceTime) {

  /** Of an event. */
  static StoreEvent of(OrderEvent event) {
    long revenue = 0;
    if (event.type() == OrderType.PLACED) {
      for (OrderLine line : event.lines()) {
        revenue = Math.addExact(revenue, line.amount());
      }
    }
    return new StoreEvent(
        event.storeId(),
        event.eventId(),
        event.type(),
        event.eventTime(),
        revenue,
        event.eventTime() - event.placedAt());
  }

  /** How they go to the task of their store. */
  public static final class Serializer extends CodecSerializer<StoreEvent> {

    private static final long serialVersionUID = 1;
    private static final OrderType[] TYPES = OrderType.values();

    @Override
    @SuppressWarnings("EnumOrdinal") // is read by the same program
    protected void write(StoreEvent event, DataOutput out) throws IOException {
      StringValue.writeString(event.store, out);
      StringValue.writeString(event.id, out);
      out.writeByte(event.type.ordinal());
      out.writeLong(event.time);
      out.writeLong(event.revenue);
      out.writeLong(event.serviceTime);
    }

    @Override
    protected StoreEvent read(DataInput in) throws IOException {
      return new StoreEvent(
          StringValue.readString(in),
          StringValue.readString(in),
          TYPES[in.readByte()],
          in.readLong(),
          in.readLong(),
          in.readLong());
    }
  }
}
