package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.duplicates.CountedCopies.Settling;
import dev.tideline.event.OtherCopy;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Settles copies of an input that does not end, against what the state remembers of their slot.
 *
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
final class SettleAsTheyComeFn<C extends Contribution, O> extends DoFn<KV<Long, CopyPack<C>>, O> {

  private static final long serialVersionUID = 1;

  @StateId("counted")
  private final StateSpec<ValueState<CountedCopies>> state =
      StateSpecs.value(CountedCopiesCoder.of());

  private final BundleAggregation<C, O> aggregation;
  private final SettleCopies.Tags<O> tags;

  private transient Settlement<C, O> settlement;

  SettleAsTheyComeFn(BundleAggregation<C, O> aggregation, SettleCopies.Tags<O> tags) {
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
      @StateId("counted") ValueState<CountedCopies> state,
      MultiOutputReceiver out) {
    CopyPack<C> pack = element.getValue();
    CountedCopies known = state.read();
    Settling settling = before(pack, known).settling();
    pack.copies().forEach(copy -> settlement.settle(copy, settling, out));
    for (CopyPack.LateCopy copy : pack.late()) {
      // That none counts is never known: one may come yet, or be forgotten.
      OtherCopy other = settling.counts(copy.event()) ? OtherCopy.COUNTED : OtherCopy.UNKNOWN;
      out.get(tags.tooLate()).output(copy.kept().with(other));
    }
    if (settling.changed()) {
      state.write(settling.settled());
    }
    settlement.drainIfLarge(out);
  }

  /** What is known of a slot: nothing, if its room was an earlier one's, or is a later one's. */
  private static CountedCopies before(CopyPack<?> pack, CountedCopies known) {
    if (known != null && known.slot() > pack.slot() && !pack.copies().isEmpty()) {
      throw new IllegalStateException(
          "a record that counts came when its slot %d of event time had given room to slot %d: records come more out of order than there is room for"
              .formatted(pack.slot(), known.slot()));
    }
    return known == null || known.slot() != pack.slot() ? CountedCopies.none(pack.slot()) : known;
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    settlement.finish(context);
  }
}
