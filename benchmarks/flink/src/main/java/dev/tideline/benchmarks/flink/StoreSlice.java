package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.types.StringValue;

/**
 * Five minutes of a store. Changed in place.
 *
 * @param sums what happened in them
 * @param ids of the events that did
 */
record StoreSlice(Slice sums, Set<String> ids) {

  private static final SliceSerializer SUMS = new SliceSerializer();

  /** An empty one. */
  StoreSlice() {
    this(new Slice(), new HashSet<>());
  }

  /** Adds an event; false if a copy of it is there. */
  boolean add(StoreEvent event) {
    if (!ids.add(event.id())) {
      return false;
    }
    switch (event.type()) {
      case PLACED -> {
        sums.orders++;
        sums.revenue = Math.addExact(sums.revenue, event.revenue());
      }
      case CANCELLED -> sums.cancellations++;
      case FULFILLED -> sums.addServiceTime(event.serviceTime());
      case REFUNDED -> throw new IllegalArgumentException("a refund");
    }
    return true;
  }

  /** How they are kept in state. */
  public static final class Serializer extends CodecSerializer<StoreSlice> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public StoreSlice copy(StoreSlice from) {
      return new StoreSlice(SUMS.copy(from.sums), new HashSet<>(from.ids));
    }

    @Override
    protected void write(StoreSlice slice, DataOutput out) throws IOException {
      SUMS.write(slice.sums, out);
      out.writeInt(slice.ids.size());
      for (String id : slice.ids) {
        StringValue.writeString(id, out);
      }
    }

    @Override
    protected StoreSlice read(DataInput in) throws IOException {
      StoreSlice slice = new StoreSlice(SUMS.read(in), new HashSet<>());
      for (int left = in.readInt(); left > 0; left--) {
        slice.ids.add(StringValue.readString(in));
      }
      return slice;
    }
  }
}
