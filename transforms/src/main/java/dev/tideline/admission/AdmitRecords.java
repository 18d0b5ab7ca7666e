package dev.tideline.admission;

import dev.tideline.coverage.Coverage;
import dev.tideline.coverage.CoverageCoders;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.Reject;
import dev.tideline.records.SourcePartition;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Admits the records of a source to a pipeline, each with its one fate.
 *
 * <p>Input: the source's elements. Window: global; what is counted has the timestamp that the
 * {@link BundleAggregation} gave it. Output: what the pipeline counts, rejects, too-late events,
 * the ledger per minute of ingest, and what was read of the source.
 *
 * @param <T> what the source hands over
 * @param <V> the view of an event
 * @param <O> what goes on through the graph
 */
public final class AdmitRecords<T, V extends EventView, O>
    extends PTransform<PCollection<T>, Outcome<O>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, V> decoder;
  private final AdmissionRules<V> rules;
  private final BundleAggregation<V, O> aggregation;
  private final Coder<O> coder;

  private AdmitRecords(
      RecordDecoder<T, V> decoder,
      AdmissionRules<V> rules,
      BundleAggregation<V, O> aggregation,
      Coder<O> coder) {
    this.decoder = decoder;
    this.rules = rules;
    this.aggregation = aggregation;
    this.coder = coder;
  }

  /**
   * Admits by these rules, and counts this way.
   *
   * @param coder for what goes on through the graph
   */
  public static <T, V extends EventView, O> AdmitRecords<T, V, O> of(
      RecordDecoder<T, V> decoder,
      AdmissionRules<V> rules,
      BundleAggregation<V, O> aggregation,
      Coder<O> coder) {
    return new AdmitRecords<>(decoder, rules, aggregation, coder);
  }

  @Override
  public Outcome<O> expand(PCollection<T> elements) {
    TupleTag<O> counted = new TupleTag<>("counted");
    TupleTag<Reject> rejects = new TupleTag<>("rejects") {};
    TupleTag<TooLateEvent> tooLate = new TupleTag<>("tooLate") {};
    TupleTag<KV<Long, LedgerEntry>> ledger = new TupleTag<>("ledger") {};
    TupleTag<KV<SourcePartition, Coverage>> coverage = new TupleTag<>("coverage") {};
    PCollectionTuple outputs =
        elements.apply(
            "GiveEachRecordItsFate",
            ParDo.of(
                    new AdmitRecordsFn<>(
                        decoder, rules, aggregation, counted, rejects, tooLate, ledger, coverage))
                .withOutputTags(
                    counted, TupleTagList.of(rejects).and(tooLate).and(ledger).and(coverage)));
    return new Outcome<>(
        outputs.get(counted).setCoder(coder),
        outputs.get(rejects).setCoder(RecordCoders.REJECT),
        outputs.get(tooLate).setCoder(LedgerCoders.TOO_LATE),
        outputs.get(ledger).setCoder(LedgerCoders.MINUTE),
        outputs.get(coverage).setCoder(CoverageCoders.OF_PARTITION),
        List.of());
  }
}
