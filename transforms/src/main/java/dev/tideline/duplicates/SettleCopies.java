package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.duplicates.CountedCopies.Settling;
import dev.tideline.ledger.Fate;
import dev.tideline.ledger.LedgerAccumulator;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Decides which of the copies of an event counts, and counts it.
 *
 * <p>Input: packs of copies that may count, keyed as {@link CopySlots} says. Window: global; what
 * is counted has the timestamp that the {@link BundleAggregation} gave it. Output: under one tag
 * what counts, added up; under the other the ledger per minute of ingest.
 *
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
public final class SettleCopies<C, O>
    extends PTransform<PCollection<KV<Long, CopyPack<C>>>, PCollectionTuple> {

  private static final long serialVersionUID = 1;

  private final CopySlots slots;
  private final BundleAggregation<C, O> aggregation;
  private final TupleTag<O> counted;
  private final TupleTag<KV<Long, LedgerEntry>> ledger;
  private final Coder<O> coder;

  private SettleCopies(
      CopySlots slots,
      BundleAggregation<C, O> aggregation,
      TupleTag<O> counted,
      TupleTag<KV<Long, LedgerEntry>> ledger,
      Coder<O> coder) {
    this.slots = slots;
    this.aggregation = aggregation;
    this.counted = counted;
    this.ledger = ledger;
    this.coder = coder;
  }

  /**
   * Settles packs that were made for these slots.
   *
   * @param counted the tag of what counts
   * @param ledger the tag of the ledger
   * @param coder for what counts
   */
  public static <C, O> SettleCopies<C, O> in(
      CopySlots slots,
      BundleAggregation<C, O> aggregation,
      TupleTag<O> counted,
      TupleTag<KV<Long, LedgerEntry>> ledger,
      Coder<O> coder) {
    return new SettleCopies<>(slots, aggregation, counted, ledger, coder);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Long, CopyPack<C>>> packs) {
    PCollectionTuple settled =
        packs.apply(
            "OneOfEachEvent",
            ParDo.of(new SettleCopiesFn<>(slots, aggregation, counted, ledger))
                .withOutputTags(counted, TupleTagList.of(ledger)));
    settled.get(counted).setCoder(coder);
    settled.get(ledger).setCoder(LedgerCoders.MINUTE);
    return settled;
  }

  private static final class SettleCopiesFn<C, O> extends DoFn<KV<Long, CopyPack<C>>, O> {

    private static final long serialVersionUID = 1;

    @StateId("counted")
    private final StateSpec<ValueState<CountedCopies>> state =
        StateSpecs.value(CountedCopiesCoder.of());

    private final CopySlots slots;
    private final BundleAggregation<C, O> aggregation;
    private final TupleTag<O> counted;
    private final TupleTag<KV<Long, LedgerEntry>> ledger;

    private transient BundleAggregation.Aggregator<C, O> aggregator;
    private transient LedgerAccumulator accumulator;

    SettleCopiesFn(
        CopySlots slots,
        BundleAggregation<C, O> aggregation,
        TupleTag<O> counted,
        TupleTag<KV<Long, LedgerEntry>> ledger) {
      this.slots = slots;
      this.aggregation = aggregation;
      this.counted = counted;
      this.ledger = ledger;
    }

    /** What is added up may stand for times before those of its packs; the windows allow for it. */
    @Override
    @SuppressWarnings("deprecation") // there is no other way to say it
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }

    @StartBundle
    public void startBundle() {
      aggregator = aggregation.open();
      accumulator = new LedgerAccumulator();
    }

    @ProcessElement
    public void processElement(
        @Element KV<Long, CopyPack<C>> element,
        @StateId("counted") ValueState<CountedCopies> known,
        MultiOutputReceiver out) {
      CopyPack<C> pack = element.getValue();
      OutputReceiver<O> receiver = out.get(counted);
      BundleAggregation.Output<O> onward =
          (value, time) -> receiver.outputWithTimestamp(value, Instant.ofEpochMilli(time));
      Settling settling = before(pack.slot(), known.read()).settling();
      for (CopyPack.Copy<C> copy : pack.copies()) {
        int verdict = settling.settle(copy.event().high(), copy.event().low(), copy.mark());
        if (verdict == Settling.COUNTED) {
          aggregator.add(copy.adds(), onward);
        }
        enter(pack.slot(), CopyMark.minute(copy.mark()), verdict);
      }
      if (settling.changed()) {
        known.write(settling.settled());
      }
      accumulator.drainIfLarge(out, ledger);
    }

    /** What is known of a slot: nothing, if the key was an earlier slot's until now. */
    private CountedCopies before(long slot, CountedCopies known) {
      if (known == null || known.slot() < slot) {
        return CountedCopies.none(slot);
      }
      if (known.slot() > slot) {
        throw new IllegalStateException(
            "a record came after others that happened %d s later: more out of order than there is room for"
                .formatted((known.slot() - slot) * slots.width() / 1000));
      }
      return known;
    }

    private void enter(long slot, int minute, int verdict) {
      long time = slots.timeOf(slot, minute);
      if (verdict >= 0) {
        accumulator.nowDuplicate(slots.timeOf(slot, verdict));
      }
      accumulator.settled(time, verdict == Settling.DUPLICATE ? Fate.DUPLICATE : Fate.COUNTED);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      aggregator.flush(
          (value, time) ->
              context.output(counted, value, Instant.ofEpochMilli(time), GlobalWindow.INSTANCE));
      accumulator.drain(context, ledger);
    }
  }
}
