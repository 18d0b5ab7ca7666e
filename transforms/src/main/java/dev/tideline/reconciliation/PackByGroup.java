package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.encoding.MemoryBytes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/**
 * Packs the values of a bundle by the group of their ids, encoded one after the other, so that one
 * element reaches the shuffle for many values: runners sort and copy elements one by one.
 *
 * @param <V> what is packed
 */
public final class PackByGroup<V> implements BundleAggregation<V, KV<Integer, byte[]>> {

  private static final long serialVersionUID = 1;

  /** Of the number of a group, with values of a coder one after the other. */
  public static final Coder<KV<Integer, byte[]>> CODER =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  /** So large a pack goes on at once, in encoded bytes. */
  private static final int LARGE = 1 << 16;

  /** So much is held back of an output, in encoded bytes: with many groups packs are smaller. */
  private static final int MOST_HELD = 1 << 24;

  private final Groups groups;
  private final SerializableFunction<V, String> id;
  private final Coder<V> coder;

  /**
   * Packs for these groups.
   *
   * @param id what those have in common that must come together
   * @param coder of a value; what it has written is where the next value begins
   */
  PackByGroup(Groups groups, SerializableFunction<V, String> id, Coder<V> coder) {
    this.groups = groups;
    this.id = id;
    this.coder = coder;
  }

  /** Hands over what is in packs. */
  static <V> void forEach(Iterable<byte[]> packs, Coder<V> coder, Consumer<V> each) {
    try {
      for (byte[] pack : packs) {
        MemoryBytes.In values = new MemoryBytes.In(pack);
        while (values.available() > 0) {
          each.accept(coder.decode(values));
        }
      }
    } catch (IOException malformed) { // nothing is read but memory
      throw new IllegalArgumentException("this is no pack of values of " + coder, malformed);
    }
  }

  @Override
  public Aggregator<V, KV<Integer, byte[]>> open() {
    return new Packing();
  }

  private final class Packing implements Aggregator<V, KV<Integer, byte[]>> {
    private final Map<Integer, MemoryBytes.Out> packs = new HashMap<>();
    private long held;

    @Override
    public void add(V value, Output<KV<Integer, byte[]>> out) {
      int group = groups.of(id.apply(value));
      MemoryBytes.Out pack = packs.computeIfAbsent(group, none -> new MemoryBytes.Out());
      int before = pack.size();
      try {
        coder.encode(value, pack);
      } catch (IOException unfit) { // nothing is written but memory
        throw new IllegalArgumentException("this is no value of " + coder, unfit);
      }
      held += pack.size() - before;
      if (pack.size() >= LARGE) {
        packs.remove(group);
        held -= pack.size();
        emit(group, pack, out);
      } else if (held >= MOST_HELD) {
        flush(out);
      }
    }

    @Override
    public void flush(Output<KV<Integer, byte[]>> out) {
      Iterator<Map.Entry<Integer, MemoryBytes.Out>> left = packs.entrySet().iterator();
      while (left.hasNext()) {
        Map.Entry<Integer, MemoryBytes.Out> pack = left.next();
        left.remove(); // so that not all are there twice
        emit(pack.getKey(), pack.getValue(), out);
      }
      held = 0;
    }

    private void emit(int group, MemoryBytes.Out pack, Output<KV<Integer, byte[]>> out) {
      out.emit(KV.of(group, pack.toByteArray()), BundleOutput.TIME);
    }
  }
}
