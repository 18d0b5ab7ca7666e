package dev.tideline.duplicates;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.AdmitRecords;
import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.Outcome;
import dev.tideline.encoding.BlockCoder;
import dev.tideline.event.Contribution;
import dev.tideline.event.Contributions;
import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.ledger.LedgerEntry;
import java.util.List;
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
 * Admits the records of a source to a pipeline, each with its one fate, and adds up what counts: of
 * the copies of an event one, wherever they come from.
 *
 * <p>Input: the source's elements. Window: global; what is counted has the timestamp that the
 * {@link BundleAggregation} gave it. Output: what the pipeline counts, rejects, too-late events,
 * the ledger per minute of ingest, what was read of the source and, of a source that ends and has
 * not settled its copies, the ids under which several events count.
 *
 * @param <T> what the source hands over
 * @param <V> the view of an event
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
public final class CountOnce<T, V extends EventView, C extends Contribution, O>
    extends PTransform<PCollection<T>, Outcome<O>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, V> decoder;
  private final AdmissionRules<V> rules;
  private final Contributions<V, C> contributions;
  private final BundleAggregation<C, O> aggregation;
  private final Coder<O> coder;

  private CountOnce(
      RecordDecoder<T, V> decoder,
      AdmissionRules<V> rules,
      Contributions<V, C> contributions,
      BundleAggregation<C, O> aggregation,
      Coder<O> coder) {
    this.decoder = decoder;
    this.rules = rules;
    this.contributions = contributions;
    this.aggregation = aggregation;
    this.coder = coder;
  }

  /**
   * Admits by these rules, and counts this way.
   *
   * @param coder for what goes on through the graph
   */
  public static <T, V extends EventView, C extends Contribution, O> CountOnce<T, V, C, O> of(
      RecordDecoder<T, V> decoder,
      AdmissionRules<V> rules,
      Contributions<V, C> contributions,
      BundleAggregation<C, O> aggregation,
      Coder<O> coder) {
    return new CountOnce<>(decoder, rules, contributions, aggregation, coder);
  }

  @Override
  public Outcome<O> expand(PCollection<T> elements) {
    Copies copies = decoder.copies();
    return copies instanceof Copies.Marked
        ? elements.apply(
            "Admit",
            AdmitRecords.of(decoder, rules, CountMarked.by(contributions, aggregation), coder))
        : settled(elements, CopySlots.of(copies, rules.lateness().span()));
  }

  private Outcome<O> settled(PCollection<T> elements, CopySlots slots) {
    SettleCopies.Tags<O> tags = SettleCopies.Tags.create();
    Outcome<KV<Long, CopyPack<C>>> admitted =
        elements.apply(
            "Admit",
            AdmitRecords.of(
                decoder,
                rules,
                PackCopies.in(slots, contributions),
                KvCoder.of(
                    BigEndianLongCoder.of(),
                    BlockCoder.of(CopyPackCoder.of(contributions.coder())))));
    PCollectionTuple settled =
        admitted.rows().apply("Settle", SettleCopies.of(slots, aggregation, tags, coder));
    PCollection<KV<Long, LedgerEntry>> ledger =
        PCollectionList.of(admitted.ledger())
            .and(settled.get(tags.ledger()))
            .apply("BothLedgers", Flatten.pCollections());
    return new Outcome<>(
        settled.get(tags.counted()),
        slots.together()
            ? PCollectionList.of(admitted.rejects())
                .and(settled.get(tags.rejects()))
                .apply("BothRejects", Flatten.pCollections())
            : admitted.rejects(),
        settled.get(tags.tooLate()),
        ledger,
        admitted.coverage(),
        slots.together() ? List.of(settled.get(tags.reused())) : List.of());
  }
}
