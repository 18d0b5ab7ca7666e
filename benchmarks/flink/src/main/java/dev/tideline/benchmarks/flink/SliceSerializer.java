package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Of slices, which are changed in place. */
public final class SliceSerializer extends CodecSerializer<Slice> {

  private static final long serialVersionUID = 1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Slice copy(Slice from) {
    Slice copy = new Slice();
    copy.add(from);
    return copy;
  }

  @Override
  protected void write(Slice slice, DataOutput out) throws IOException {
    out.writeLong(slice.orders);
    out.writeLong(slice.revenue);
    out.writeLong(slice.cancellations);
    int[] serviceTimes = slice.serviceTimes();
    out.writeInt(serviceTimes.length);
    for (int time : serviceTimes) {
      out.writeInt(time);
    }
  }

  @Override
  protected Slice read(DataInput in) throws IOException {
    Slice slice = new Slice();
    slice.orders = in.readLong();
    slice.revenue = in.readLong();
    slice.cancellations = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      slice.addServiceTime(in.readInt());
    }
    return slice;
  }
}
