package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.duplicates.CountedCopies.Settling;
import dev.tideline.event.Contribution;
import dev.tideline.event.OtherCopy;
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

  /** A copy counts. */
  void count(CopyPack.Copy<C> copy, MultiOutputReceiver out) {
    add(copy, out);
    ledger.settled(copy.ingestTime(), Fate.COUNTED);
  }

  /** Another copy of its event counts. */
  void duplicate(CopyPack.Copy<C> copy) {
    ledger.settled(copy.ingestTime(), Fate.DUPLICATE);
  }

  /** Tells of a copy that came too late. */
  void tooLate(CopyPack.LateCopy copy, OtherCopy other, MultiOutputReceiver out) {
    out.get(tags.tooLate()).output(copy.kept().with(other));
  }

  /**
   * Settles a pack against what is known of its slot.
   *
   * @return what is known then; the same object if nothing new
   */
  CountedCopies settle(CopyPack<C> pack, CountedCopies known, MultiOutputReceiver out) {
    Settling settling = known.settling();
    for (CopyPack.Copy<C> copy : pack.copies()) {
      settle(copy, settling, out);
    }
    for (CopyPack.LateCopy copy : pack.late()) {
      // That none counts is never known: one may come yet, or be forgotten.
      tooLate(copy, settling.counts(copy.event()) ? OtherCopy.COUNTED : OtherCopy.UNKNOWN, out);
    }
    drainIfLarge(out);
    return settling.settled();
  }

  private void settle(CopyPack.Copy<C> copy, Settling settling, MultiOutputReceiver out) {
    long eventTime = copy.adds().eventTime();
    int verdict =
        settling.settle(copy.event(), CopyMark.of(copy.place(), eventTime, copy.ingestTime()));
    if (verdict == Settling.DUPLICATE) {
      duplicate(copy);
    } else if (verdict == Settling.COUNTED) {
      count(copy, out);
    } else { // what it adds was added with the one that it replaces, whose content is the same
      ledger.replaced(CopyMark.timeOf(verdict, eventTime));
      ledger.settled(copy.ingestTime(), Fate.COUNTED);
    }
  }

  private void add(CopyPack.Copy<C> copy, MultiOutputReceiver out) {
    OutputReceiver<O> receiver = out.get(tags.counted());
    aggregator.add(
        copy.adds(),
        (value, time) -> receiver.outputWithTimestamp(value, Instant.ofEpochMilli(time)));
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
