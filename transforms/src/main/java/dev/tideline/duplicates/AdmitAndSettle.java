package dev.tideline.duplicates;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.AdmitRecords;
import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.Outcome;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.ledger.LedgerEntry;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Admits the records of a source whose duplicates are not known: of the copies of an event one
 * counts, wherever they come from.
 *
 * <p>Input: the source's elements. Window: global; what is counted has the timestamp that the
 * {@link BundleAggregation} gave it. Output: as that of {@link AdmitRecords}.
 *
 * @param <T> what the source hands over
 * @param <V> the view of an event
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
public final class AdmitAndSettle<T, V extends EventView, C extends Contribution, O>
    extends PTransform<PCollection<T>, Outcome<O>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, V> decoder;
  private final AdmissionRules<V> rules;
  private final CopySlots slots;
  private final PackCopies.Reading<V, C> reading;
  private final Coder<C> adds;
  private final BundleAggregation<C, O> aggregation;
  private final Coder<O> coder;

  private AdmitAndSettle(
      RecordDecoder<T, V> decoder,
      AdmissionRules<V> rules,
      CopySlots slots,
      PackCopies.Reading<V, C> reading,
      Coder<C> adds,
      BundleAggregation<C, O> aggregation,
      Coder<O> coder) {
    this.decoder = decoder;
    this.rules = rules;
    this.slots = slots;
    this.reading = reading;
    this.adds = adds;
    this.aggregation = aggregation;
    this.coder = coder;
  }

  /**
   * Admits by these rules, and counts this way.
   *
   * @param adds for what an event adds
   * @param coder for what goes on through the graph
   */
  public static <T, V extends EventView, C extends Contribution, O> AdmitAndSettle<T, V, C, O> of(
      RecordDecoder<T, V> decoder,
      AdmissionRules<V> rules,
      CopySlots slots,
      PackCopies.Reading<V, C> reading,
      Coder<C> adds,
      BundleAggregation<C, O> aggregation,
      Coder<O> coder) {
    return new AdmitAndSettle<>(decoder, rules, slots, reading, adds, aggregation, coder);
  }

  @Override
  public Outcome<O> expand(PCollection<T> elements) {
    SettleCopies.Tags<O> tags = SettleCopies.Tags.create();
    Outcome<KV<Long, CopyPack<C>>> admitted =
        elements.apply(
            "Admit",
            AdmitRecords.of(
                decoder,
                rules,
                PackCopies.in(slots, reading),
                KvCoder.of(BigEndianLongCoder.of(), CopyPackCoder.of(adds))));
    PCollectionTuple settled =
        admitted.rows().apply("Settle", SettleCopies.of(aggregation, tags, coder));
    PCollection<KV<Long, LedgerEntry>> ledger =
        PCollectionList.of(admitted.ledger())
            .and(settled.get(tags.ledger()))
            .apply("BothLedgers", Flatten.pCollections());
    return new Outcome<>(
        settled.get(tags.counted()), admitted.rejects(), settled.get(tags.tooLate()), ledger);
  }
}
