package dev.tideline.admission;

import dev.tideline.coverage.Coverage;
import dev.tideline.coverage.CoverageAccumulator;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.ledger.Fate;
import dev.tideline.ledger.LedgerAccumulator;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.Finding;
import dev.tideline.records.Reject;
import dev.tideline.records.SourcePartition;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Gives every record its one fate, in one step: decodes the element, asks the rules, counts what
 * counts, keeps the rest apart and keeps the ledger.
 *
 * <p>Decoding, admitting and adding up share a step because Beam's price is per element and per
 * step; what leaves here per event is nothing, unless the pipeline wants it.
 *
 * @param <T> what the source hands over
 * @param <V> the view of an event
 * @param <O> what goes on through the graph
 */
final class AdmitRecordsFn<T, V extends EventView, O> extends DoFn<T, O> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, V> decoder;
  private final AdmissionRules<V> rules;
  private final BundleAggregation<V, O> aggregation;
  private final TupleTag<O> counted;
  private final TupleTag<Reject> rejects;
  private final TupleTag<TooLateEvent> tooLate;
  private final TupleTag<KV<Long, LedgerEntry>> ledger;
  private final TupleTag<KV<SourcePartition, Coverage>> coverage;

  private transient BundleAggregation.Aggregator<V, O> aggregator;
  private transient LedgerAccumulator accumulator;
  private transient CoverageAccumulator ranges;

  AdmitRecordsFn(
      RecordDecoder<T, V> decoder,
      AdmissionRules<V> rules,
      BundleAggregation<V, O> aggregation,
      TupleTag<O> counted,
      TupleTag<Reject> rejects,
      TupleTag<TooLateEvent> tooLate,
      TupleTag<KV<Long, LedgerEntry>> ledger,
      TupleTag<KV<SourcePartition, Coverage>> coverage) {
    this.decoder = decoder;
    this.rules = rules;
    this.aggregation = aggregation;
    this.counted = counted;
    this.rejects = rejects;
    this.tooLate = tooLate;
    this.ledger = ledger;
    this.coverage = coverage;
  }

  /**
   * What a bundle adds up may stand for times before those of its elements, which in unbounded runs
   * carry their time of ingest. The graph's windows allow for it; without this Beam refuses it.
   */
  @Override
  @SuppressWarnings("deprecation") // there is no other way to say it
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  @StartBundle
  public void startBundle() {
    aggregator = aggregation.open();
    accumulator = new LedgerAccumulator();
    ranges = new CoverageAccumulator();
  }

  @ProcessElement
  public void processElement(@Element T element, MultiOutputReceiver out) throws IOException {
    FateHandler handler = new FateHandler(out);
    decoder.decode(element, handler);
    aggregator.endElement(handler.onward);
    accumulator.drainIfLarge(out, ledger);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    accumulator.drain(context, ledger); // first, so that no record has a fate before it was read
    aggregator.flush(
        (value, time) ->
            context.output(counted, value, Instant.ofEpochMilli(time), GlobalWindow.INSTANCE));
    ranges.drain(context, coverage);
  }

  private final class FateHandler implements RecordDecoder.Handler<V> {
    private final MultiOutputReceiver out;
    private final BundleAggregation.Output<O> onward;

    FateHandler(MultiOutputReceiver out) {
      this.out = out;
      OutputReceiver<O> receiver = out.get(counted);
      this.onward =
          (value, time) -> receiver.outputWithTimestamp(value, Instant.ofEpochMilli(time));
    }

    @Override
    public void onRecord(long ingestTime) {
      accumulator.read(ingestTime);
    }

    @Override
    public void onEvent(V view) {
      Finding broken = rules.broken(view);
      if (broken != null) {
        rejected(view, broken);
        return;
      }
      Fate fate = rules.fate(view);
      if (fate == Fate.COUNTED) {
        aggregator.add(view, onward);
        if (!aggregation.counts()) {
          return;
        }
      } else if (fate == Fate.TOO_LATE) {
        String event = view.toJson();
        TooLateEvent kept =
            new TooLateEvent(
                view.location(),
                view.unposted(),
                view.ingestTime(),
                view.otherCopy(),
                event == null ? "" : event);
        if (aggregation.takesLate()) {
          aggregator.addLate(view, kept, onward);
        } else {
          out.get(tooLate).output(kept);
        }
      }
      accumulator.settled(view.ingestTime(), fate);
    }

    private void rejected(V view, Finding broken) {
      Reject kept =
          Reject.of(broken, view.location(), view.ingestTime(), view.toJson(), view.unposted());
      if (aggregation.takesRejected()) {
        accumulator.rejected(kept.ingestTime(), kept.reason());
        aggregator.addRejected(view, kept, onward);
      } else {
        onReject(kept);
      }
    }

    @Override
    public void onReject(Reject reject) {
      accumulator.rejected(reject.ingestTime(), reject.reason());
      out.get(rejects).output(reject);
    }

    @Override
    public void onRange(SourceRange range, long records) {
      ranges.read(range, records);
    }
  }
}
