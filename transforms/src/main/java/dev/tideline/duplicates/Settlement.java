package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.duplicates.CountedCopies.Settling;
import dev.tideline.ledger.Fate;
import dev.tideline.ledger.LedgerAccumulator;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;

/**
 * What a bundle of settled copies comes to: what counts, added up, and the ledger of it. Not shared
 * between threads.
 */
final class Settlement<C extends Contribution, O> {

  private final SettleCopies.Tags<O> tags;
  private final BundleAggregation.Aggregator<C, O> aggregator;
  private final LedgerAccumulator ledger = new LedgerAccumulator();

  Settlement(BundleAggregation<C, O> aggregation, SettleCopies.Tags<O> tags) {
    this.tags = tags;
    this.aggregator = aggregation.open();
  }

  /** Settles a copy; tells whether it counts as the first of its event. */
  boolean settle(CopyPack.Copy<C> copy, Settling settling, MultiOutputReceiver out) {
    int verdict = settling.settle(copy.event(), copy.mark());
    long eventTime = copy.adds().eventTime();
    if (verdict == Settling.COUNTED) {
      OutputReceiver<O> receiver = out.get(tags.counted());
      aggregator.add(
          copy.adds(),
          (value, time) -> receiver.outputWithTimestamp(value, Instant.ofEpochMilli(time)));
    } else if (verdict != Settling.DUPLICATE) {
      ledger.nowDuplicate(CopyMark.timeOf(verdict, eventTime));
    }
    ledger.settled(
        CopyMark.timeOf(CopyMark.minute(copy.mark()), eventTime),
        verdict == Settling.DUPLICATE ? Fate.DUPLICATE : Fate.COUNTED);
    return verdict == Settling.COUNTED;
  }

  void drainIfLarge(MultiOutputReceiver out) {
    ledger.drainIfLarge(out, tags.ledger());
  }

  void finish(DoFn<?, O>.FinishBundleContext context) {
    aggregator.flush(
        (value, time) ->
            context.output(
                tags.counted(), value, Instant.ofEpochMilli(time), GlobalWindow.INSTANCE));
    ledger.drain(context, tags.ledger());
  }
}
