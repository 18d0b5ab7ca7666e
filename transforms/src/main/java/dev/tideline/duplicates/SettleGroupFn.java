package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.ReusedId;
import dev.tideline.duplicates.CountedCopies.Settling;
import dev.tideline.event.OtherCopy;
import dev.tideline.sum.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Settles all copies there are of the events of a group, of an input that ends, and finds ids that
 * were used for several events.
 *
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
final class SettleGroupFn<C extends Contribution, O>
    extends DoFn<KV<Long, Iterable<CopyPack<C>>>, O> {

  private static final long serialVersionUID = 1;

  private final BundleAggregation<C, O> aggregation;
  private final SettleCopies.Tags<O> tags;

  private transient Settlement<C, O> settlement;

  SettleGroupFn(BundleAggregation<C, O> aggregation, SettleCopies.Tags<O> tags) {
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
      @Element KV<Long, Iterable<CopyPack<C>>> group, MultiOutputReceiver out) {
    Settling settling = CountedCopies.none(0).settling();
    Map<String, C> first = new HashMap<>();
    Map<String, List<C>> others = new HashMap<>();
    List<CopyPack.LateCopy> late = new ArrayList<>();
    for (CopyPack<C> pack : group.getValue()) {
      for (CopyPack.Copy<C> copy : pack.copies()) {
        if (settlement.settle(copy, settling, out)
            && first.putIfAbsent(copy.id(), copy.adds()) != null) {
          others.computeIfAbsent(copy.id(), id -> new ArrayList<>()).add(copy.adds());
        }
      }
      late.addAll(pack.late());
    }
    others.forEach(
        (id, more) -> {
          more.add(first.get(id));
          out.get(tags.reused()).output(reused(id, more));
        });
    for (CopyPack.LateCopy copy : late) {
      boolean counts = settling.counts(copy.event());
      out.get(tags.tooLate())
          .output(copy.kept().with(counts ? OtherCopy.COUNTED : OtherCopy.NOT_COUNTED));
    }
    settlement.drainIfLarge(out);
  }

  private static ReusedId reused(String id, List<? extends Contribution> events) {
    SortedMap<String, Total> gross = new TreeMap<>();
    events.forEach(event -> gross.merge(event.currency(), event.gross(), Total::plus));
    return new ReusedId(id, events.size(), gross);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    settlement.finish(context);
  }
}
