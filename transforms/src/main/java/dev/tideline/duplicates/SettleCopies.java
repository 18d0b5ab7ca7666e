package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.ReusedId;
import dev.tideline.admission.ReusedIdCoder;
import dev.tideline.event.Contribution;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.Reject;
import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Decides which of the copies of an event counts, and counts it.
 *
 * <p>Input: packs of copies, keyed as {@link CopySlots} says. Window: global; what is counted has
 * the timestamp that the {@link BundleAggregation} gave it. Output: under the tags what counts,
 * added up; events that came too late; the ledger per minute of ingest; and, of an input that ends,
 * the ids under which several events count.
 *
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
final class SettleCopies<C extends Contribution, O>
    extends PTransform<PCollection<KV<Long, CopyPack<C>>>, PCollectionTuple> {

  private static final long serialVersionUID = 1;

  private final CopySlots slots;
  private final BundleAggregation<C, O> aggregation;
  private final Tags<O> tags;
  private final Coder<O> coder;

  private SettleCopies(
      CopySlots slots, BundleAggregation<C, O> aggregation, Tags<O> tags, Coder<O> coder) {
    this.slots = slots;
    this.aggregation = aggregation;
    this.tags = tags;
    this.coder = coder;
  }

  /** What comes out. */
  record Tags<O>(
      TupleTag<O> counted,
      TupleTag<TooLateEvent> tooLate,
      TupleTag<Reject> rejects,
      TupleTag<KV<Long, LedgerEntry>> ledger,
      TupleTag<ReusedId> reused)
      implements Serializable {

    static <O> Tags<O> create() {
      return new Tags<>(
          new TupleTag<>("counted"),
          new TupleTag<>("tooLate") {},
          new TupleTag<>("rejects") {},
          new TupleTag<>("ledger") {},
          new TupleTag<>("reused") {});
    }
  }

  /**
   * Counts this way.
   *
   * @param slots by which the packs were made
   * @param coder for what counts
   */
  static <C extends Contribution, O> SettleCopies<C, O> of(
      CopySlots slots, BundleAggregation<C, O> aggregation, Tags<O> tags, Coder<O> coder) {
    return new SettleCopies<>(slots, aggregation, tags, coder);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Long, CopyPack<C>>> packs) {
    TupleTagList others =
        TupleTagList.of(tags.tooLate()).and(tags.rejects()).and(tags.ledger()).and(tags.reused());
    PCollectionTuple settled =
        slots.together()
            ? allTogether(packs)
                .apply(
                    "OneOfEachEvent",
                    ParDo.of(new SettleGroupFn<>(aggregation, tags))
                        .withOutputTags(tags.counted(), others))
            : packs.apply(
                "OneOfEachEvent",
                ParDo.of(
                        slots.timed()
                            ? new SettleUntilWatermarkFn<>(slots, aggregation, tags)
                            : new SettleInRingFn<>(aggregation, tags))
                    .withOutputTags(tags.counted(), others));
    settled.get(tags.counted()).setCoder(coder);
    settled.get(tags.tooLate()).setCoder(LedgerCoders.TOO_LATE);
    settled.get(tags.rejects()).setCoder(RecordCoders.REJECT);
    settled.get(tags.ledger()).setCoder(LedgerCoders.MINUTE);
    settled.get(tags.reused()).setCoder(ReusedIdCoder.of());
    return settled;
  }

  private static <P> PCollection<KV<Long, Iterable<P>>> allTogether(
      PCollection<KV<Long, P>> packs) {
    return packs
        // The default, the end of the window, is the end of time: all windows downstream would have
        // closed long before, and a runner with a watermark would drop all.
        .apply(
            "HoldTheWatermark",
            Window.<KV<Long, P>>configure().withTimestampCombiner(TimestampCombiner.EARLIEST))
        .apply("AllOfAGroup", GroupByKey.create());
  }
}
