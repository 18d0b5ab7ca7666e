package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.event.Contribution;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Settles copies as they come, where there are no event-time timers: a newer slot takes the room of
 * one that is no longer needed. So there are no more keys than rooms and groups.
 *
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
final class SettleInRingFn<C extends Contribution, O> extends DoFn<KV<Long, CopyPack<C>>, O> {

  private static final long serialVersionUID = 1;

  private static final String COUNTED = "counted";

  @StateId(COUNTED)
  private final StateSpec<ValueState<CountedCopies>> cell =
      StateSpecs.value(CountedCopiesCoder.of());

  private final BundleAggregation<C, O> aggregation;
  private final SettleCopies.Tags<O> tags;

  private transient Settlement<C, O> settlement;

  SettleInRingFn(BundleAggregation<C, O> aggregation, SettleCopies.Tags<O> tags) {
    this.aggregation = aggregation;
    this.tags = tags;
  }

  /** What is added up may stand for times before those of its packs; the windows allow for it. */
  @Override
  @SuppressWarnings("deprecation") // there is no other way to say it
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  @StartBundle
  public void startBundle() {
    settlement = new Settlement<>(aggregation, tags);
  }

  @ProcessElement
  public void processElement(
      @Element KV<Long, CopyPack<C>> element,
      @StateId(COUNTED) ValueState<CountedCopies> cell,
      MultiOutputReceiver out) {
    CopyPack<C> pack = element.getValue();
    CountedCopies inRoom = cell.read();
    CountedCopies known = ofSlot(pack, inRoom);
    CountedCopies settled = settlement.settle(pack, known, out);
    if (settled != known) {
      cell.write(settled);
    }
  }

  /** What is known of a slot: nothing, if its room was an earlier one's, or is a later one's. */
  private static CountedCopies ofSlot(CopyPack<?> pack, CountedCopies inRoom) {
    if (inRoom != null && inRoom.slot() > pack.slot() && !pack.copies().isEmpty()) {
      throw new IllegalStateException(
          "a record that counts came when its slot %d of event time had given room to slot %d: records come more out of order than there is room for"
              .formatted(pack.slot(), inRoom.slot()));
    }
    return inRoom == null || inRoom.slot() != pack.slot()
        ? CountedCopies.none(pack.slot())
        : inRoom;
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    settlement.finish(context);
  }
}
