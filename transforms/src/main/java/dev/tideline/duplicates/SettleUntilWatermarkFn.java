package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.event.Contribution;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Settles copies as they come, and forgets those of a slot when, by the watermark, none can come
 * any more that counts: one timer for each slot and group, set when the first of its copies comes.
 *
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
final class SettleUntilWatermarkFn<C extends Contribution, O>
    extends DoFn<KV<Long, CopyPack<C>>, O> {

  private static final long serialVersionUID = 1;

  private static final String COUNTED = "counted";
  private static final String FORGET = "forget";

  @StateId(COUNTED)
  private final StateSpec<ValueState<CountedCopies>> cell =
      StateSpecs.value(CountedCopiesCoder.of());

  @TimerId(FORGET)
  private final TimerSpec timer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final CopySlots slots;
  private final BundleAggregation<C, O> aggregation;
  private final SettleCopies.Tags<O> tags;

  private transient Settlement<C, O> settlement;

  SettleUntilWatermarkFn(
      CopySlots slots, BundleAggregation<C, O> aggregation, SettleCopies.Tags<O> tags) {
    this.slots = slots;
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
      @TimerId(FORGET) Timer timer,
      MultiOutputReceiver out) {
    CopyPack<C> pack = element.getValue();
    CountedCopies stored = cell.read();
    CountedCopies known = stored == null ? CountedCopies.none(pack.slot()) : stored;
    CountedCopies settled = settlement.settle(pack, known, out);
    if (settled == known) {
      return;
    }
    cell.write(settled);
    if (stored == null) {
      // Without an output timestamp, which would hold back the watermark of all that follows.
      timer.withNoOutputTimestamp().set(Instant.ofEpochMilli(slots.heldUntil(pack.slot())));
    }
  }

  @OnTimer(FORGET)
  public void forget(@StateId(COUNTED) ValueState<CountedCopies> cell) {
    cell.clear();
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    settlement.finish(context);
  }
}
