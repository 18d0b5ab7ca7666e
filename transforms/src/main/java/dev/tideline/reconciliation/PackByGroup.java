package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Packs the values of a bundle by the group of their ids, encoded one after the other, so that one
 * element reaches the shuffle for many values: runners sort and copy elements one by one.
 *
 * @param <V> what is packed
 */
public final class PackByGroup<V> implements BundleAggregation<V, KV<Integer, byte[]>> {

  private static final long serialVersionUID = 1;

  /** Of a group with its pack. */
  public static final Coder<KV<Integer, byte[]>> CODER =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  /** So large a pack goes on at once, in bytes. */
  private static final int LARGE = 1 << 16;

  /** So much is held back in a bundle, in bytes. */
  private static final int MOST_HELD = 1 << 24;

  private static final long TIME = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  private final Groups groups;
  private final SerializableFunction<V, String> id;
  private final Coder<V> coder;

  /**
   * Packs for these groups.
   *
   * @param id what those have in common that must come together
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
        PackBytes.In values = new PackBytes.In(pack);
        while (values.available() > 0) {
          each.accept(coder.decode(values));
        }
      }
    } catch (IOException malformed) { // of bytes in memory, so they are not of this coder
      throw new UncheckedIOException(malformed);
    }
  }

  @Override
  public Aggregator<V, KV<Integer, byte[]>> open() {
    return new Packing();
  }

  private final class Packing implements Aggregator<V, KV<Integer, byte[]>> {
    private final Map<Integer, PackBytes.Out> packs = new HashMap<>();
    private long held;

    @Override
    public void add(V value, Output<KV<Integer, byte[]>> out) {
      int group = groups.of(id.apply(value));
      PackBytes.Out pack = packs.computeIfAbsent(group, none -> new PackBytes.Out());
      int before = pack.size();
      try {
        coder.encode(value, pack);
      } catch (IOException unfit) { // to memory, so the value is none of this coder
        throw new UncheckedIOException(unfit);
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
      packs.forEach((group, pack) -> emit(group, pack, out));
      packs.clear();
      held = 0;
    }

    private void emit(int group, PackBytes.Out pack, Output<KV<Integer, byte[]>> out) {
      out.emit(KV.of(group, pack.toByteArray()), TIME);
    }
  }
}
