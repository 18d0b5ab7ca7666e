package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.event.Contribution;
import dev.tideline.event.Contributions;
import dev.tideline.event.EventView;
import dev.tideline.event.Identity;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.Reject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Packs the events of a bundle that may count by slot and group, with what each adds to the answer,
 * so that one element reaches the state for many events.
 *
 * @param <V> the view of an event
 * @param <C> what an event adds
 */
final class PackCopies<V extends EventView, C extends Contribution>
    implements BundleAggregation<V, KV<Long, CopyPack<C>>> {

  private static final long serialVersionUID = 1;

  /** Past this many events a bundle hands them over early, so that it stays small. */
  private static final int MOST_EVENTS = 20_000;

  private static final long BEGIN = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  private static final Comparator<Map.Entry<Address, ?>> BY_SLOT =
      Comparator.comparingLong(pack -> pack.getKey().slot());

  private final CopySlots slots;
  private final Contributions<V, C> contributions;

  private PackCopies(CopySlots slots, Contributions<V, C> contributions) {
    this.slots = slots;
    this.contributions = contributions;
  }

  /** Packs for these slots. */
  static <V extends EventView, C extends Contribution> PackCopies<V, C> in(
      CopySlots slots, Contributions<V, C> contributions) {
    return new PackCopies<>(slots, contributions);
  }

  @Override
  public boolean counts() {
    return false;
  }

  @Override
  public boolean takesLate() {
    return true;
  }

  /** Only where all copies come together, in any order, is it known which was the first. */
  @Override
  public boolean takesRejected() {
    return slots.together();
  }

  @Override
  public Aggregator<V, KV<Long, CopyPack<C>>> open() {
    return new Packing();
  }

  /** A pack that is being filled. */
  private static final class Open<C> {
    private final List<CopyPack.Copy<C>> copies = new ArrayList<>();
    private final List<CopyPack.LateCopy> late = new ArrayList<>();
    private final List<CopyPack.RejectedCopy> rejected = new ArrayList<>();
    private long earliest = Long.MAX_VALUE;
  }

  private record Address(long slot, long key) {}

  private final class Packing implements Aggregator<V, KV<Long, CopyPack<C>>> {
    private final Map<Address, Open<C>> packs = new HashMap<>();
    private int events;

    @Override
    public void add(V event, Output<KV<Long, CopyPack<C>>> out) {
      String id = event.id();
      Identity identity = contributions.identity(event);
      packOf(event, id)
          .copies
          .add(
              new CopyPack.Copy<>(
                  slots.together() ? id : "", // else nobody looks for ids that are used again
                  identity,
                  event.ingestTime(),
                  event.location().place(),
                  contributions.kept(event, identity)));
      flushIfLarge(out);
    }

    @Override
    public void addLate(V event, TooLateEvent kept, Output<KV<Long, CopyPack<C>>> out) {
      packOf(event, event.id())
          .late
          .add(new CopyPack.LateCopy(contributions.identity(event), kept));
      flushIfLarge(out);
    }

    @Override
    public void addRejected(V event, Reject kept, Output<KV<Long, CopyPack<C>>> out) {
      packOf(event, event.id())
          .rejected
          .add(new CopyPack.RejectedCopy(contributions.identity(event), kept));
      flushIfLarge(out);
    }

    private Open<C> packOf(V event, String id) {
      long slot = slots.slotOf(event.eventTime());
      int hash = slots.together() ? id.hashCode() : contributions.keyHash(event);
      Address address = new Address(slot, slots.keyOf(slot, hash));
      Open<C> pack = packs.computeIfAbsent(address, none -> new Open<>());
      pack.earliest = Math.min(pack.earliest, slots.together() ? BEGIN : event.ingestTime());
      events++;
      return pack;
    }

    private void flushIfLarge(Output<KV<Long, CopyPack<C>>> out) {
      if (events >= MOST_EVENTS) {
        flush(out);
      }
    }

    /**
     * Earlier slots first, for a later one takes the room of an earlier. Each pack stands at the
     * earliest time of ingest in it, so that the watermark waits for it; where all copies are to
     * come together at the beginning of time, so that no window fires before all have.
     */
    @Override
    public void flush(Output<KV<Long, CopyPack<C>>> out) {
      packs.entrySet().stream()
          .sorted(BY_SLOT)
          .forEach(
              pack ->
                  out.emit(
                      KV.of(
                          pack.getKey().key(),
                          new CopyPack<>(
                              pack.getKey().slot(),
                              pack.getValue().copies,
                              pack.getValue().late,
                              pack.getValue().rejected)),
                      pack.getValue().earliest));
      packs.clear();
      events = 0;
    }
  }
}
