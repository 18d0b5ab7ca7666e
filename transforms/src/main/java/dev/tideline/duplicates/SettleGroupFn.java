package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.ReusedId;
import dev.tideline.event.Contribution;
import dev.tideline.event.Identity;
import dev.tideline.event.OtherCopy;
import dev.tideline.ledger.TooLateEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Settles all copies there are of the events of a group, of an input that ends, and finds ids that
 * were used for several events. Of the copies of an event the one counts that was ingested first,
 * of those ingested in the same ms the first by place: never by the order of arrival. The money of
 * an event is that of the copy that counts, or else of the first that came too late, or else of the
 * first that was rejected.
 *
 * @param <C> what an event adds to the answer
 * @param <O> what goes on through the graph
 */
final class SettleGroupFn<C extends Contribution, O>
    extends DoFn<KV<Long, Iterable<CopyPack<C>>>, O> {

  private static final long serialVersionUID = 1;

  private static final Comparator<CopyPack.Copy<?>> FIRST =
      Comparator.<CopyPack.Copy<?>>comparingLong(CopyPack.Copy::ingestTime)
          .thenComparingLong(CopyPack.Copy::place);

  private static final Comparator<CopyPack.LateCopy> FIRST_LATE =
      Comparator.<CopyPack.LateCopy>comparingLong(copy -> copy.kept().ingestTime())
          .thenComparingLong(copy -> copy.kept().location().place());

  private static final Comparator<CopyPack.RejectedCopy> FIRST_REJECTED =
      Comparator.<CopyPack.RejectedCopy>comparingLong(copy -> copy.kept().ingestTime())
          .thenComparingLong(copy -> copy.kept().location().place());

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
    Map<Identity, CopyPack.Copy<C>> firsts = new HashMap<>();
    List<CopyPack.LateCopy> late = new ArrayList<>();
    List<CopyPack.RejectedCopy> rejected = new ArrayList<>();
    for (CopyPack<C> pack : group.getValue()) {
      for (CopyPack.Copy<C> copy : pack.copies()) {
        firsts.merge(copy.event(), copy, this::first);
      }
      late.addAll(pack.late());
      rejected.addAll(pack.rejected());
    }
    firsts.values().forEach(first -> settlement.count(first, out));
    reused(firsts.values()).forEach(reused -> out.get(tags.reused()).output(reused));
    Set<Identity> told = new HashSet<>();
    late.sort(FIRST_LATE);
    for (CopyPack.LateCopy copy : late) {
      boolean counts = firsts.containsKey(copy.event());
      boolean repeat = counts || !told.add(copy.event());
      TooLateEvent kept = copy.kept().with(counts ? OtherCopy.COUNTED : OtherCopy.NOT_COUNTED);
      out.get(tags.tooLate()).output(repeat ? kept.asRepeat() : kept);
    }
    rejected.sort(FIRST_REJECTED);
    for (CopyPack.RejectedCopy copy : rejected) {
      boolean repeat = firsts.containsKey(copy.event()) || !told.add(copy.event());
      out.get(tags.rejects()).output(repeat ? copy.kept().asRepeat() : copy.kept());
    }
    settlement.drainIfLarge(out);
  }

  private CopyPack.Copy<C> first(CopyPack.Copy<C> one, CopyPack.Copy<C> other) {
    boolean otherFirst = FIRST.compare(other, one) < 0;
    settlement.duplicate(otherFirst ? one : other);
    return otherFirst ? other : one;
  }

  private static <C extends Contribution> List<ReusedId> reused(
      Collection<CopyPack.Copy<C>> events) {
    Set<String> ids = new HashSet<>();
    Map<String, List<C>> several = new HashMap<>();
    for (CopyPack.Copy<C> event : events) {
      if (!ids.add(event.id())) {
        several.put(event.id(), new ArrayList<>());
      }
    }
    if (several.isEmpty()) {
      return List.of();
    }
    for (CopyPack.Copy<C> event : events) {
      List<C> ofId = several.get(event.id());
      if (ofId != null) {
        ofId.add(event.adds());
      }
    }
    List<ReusedId> reused = new ArrayList<>();
    several.forEach((id, adding) -> reused.add(ReusedId.of(id, adding)));
    return reused;
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    settlement.finish(context);
  }
}
