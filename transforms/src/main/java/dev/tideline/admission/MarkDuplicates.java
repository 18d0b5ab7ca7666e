package dev.tideline.admission;

import dev.tideline.event.EventView;
import dev.tideline.event.IdentifiedEvent;
import dev.tideline.event.Identity;
import dev.tideline.ledger.Fate;
import dev.tideline.records.RecordLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Marks which events are duplicates of another, for a source that does not know, and finds ids that
 * were used for several events.
 *
 * <p>Copies of an event have the same id and the same content ({@link IdentifiedEvent#identity}).
 * Of those that may count by the rules of the pipeline the first to be ingested counts, of those
 * ingested in the same ms the first by location: never by the order of arrival.
 *
 * <p>Ids are looked at in groups, because a runner's price is per key: a key for each event makes
 * the Direct runner crawl. A group is held in memory.
 *
 * <p>Input: events. Window: global, and bounded, for a duplicate may be anywhere. Output: under one
 * tag every event that came in, with copy number 0 if it counts or no copy of it does, else with 1;
 * under the other the ids under which several events count.
 *
 * @param <E> the event
 * @param <V> the view through which the rules see it
 */
public final class MarkDuplicates<E extends V, V extends EventView>
    extends PTransform<PCollection<E>, PCollectionTuple> {

  private static final long serialVersionUID = 1;

  private final MarkDuplicatesFn<E, V> fn;
  private final int groups;

  private MarkDuplicates(MarkDuplicatesFn<E, V> fn, int groups) {
    this.fn = fn;
    this.groups = groups;
  }

  /**
   * Marks the duplicates among events of one type.
   *
   * @param event the event as one that can be told from others
   * @param asCopy the same event with that copy number
   * @param rules which events may count
   * @param groups how many groups the ids are divided into
   * @param marked the tag of the events
   * @param reused the tag of the ids under which several events count
   */
  public static <E extends V, V extends EventView> MarkDuplicates<E, V> of(
      SerializableFunction<E, IdentifiedEvent> event,
      SerializableBiFunction<E, Integer, E> asCopy,
      AdmissionRules<V> rules,
      int groups,
      TupleTag<E> marked,
      TupleTag<ReusedId> reused) {
    return new MarkDuplicates<>(
        new MarkDuplicatesFn<>(event, asCopy, rules, marked, reused), groups);
  }

  @Override
  public PCollectionTuple expand(PCollection<E> events) {
    SerializableFunction<E, IdentifiedEvent> event = fn.event;
    PCollectionTuple found =
        events
            .apply(
                "InGroups",
                WithKeys.<Integer, E>of(
                        each -> Math.floorMod(event.apply(each).id().hashCode(), groups))
                    .withKeyType(TypeDescriptors.integers()))
            .setCoder(KvCoder.of(VarIntCoder.of(), events.getCoder()))
            // The default, the end of the window, is the end of time: all windows downstream would
            // have closed long before, and a runner with a watermark would drop every event.
            .apply(
                "HoldTheWatermark",
                Window.<KV<Integer, E>>configure()
                    .withTimestampCombiner(TimestampCombiner.EARLIEST))
            .apply("CopiesOfEachEvent", GroupByKey.create())
            .apply(
                "FirstAndDuplicates",
                ParDo.of(fn).withOutputTags(fn.marked, TupleTagList.of(fn.reused)));
    found.get(fn.marked).setCoder(events.getCoder());
    found.get(fn.reused).setCoder(ReusedIdCoder.of());
    return found;
  }

  /** Looks at each event once and keeps the first copy of each that may count. */
  private static final class MarkDuplicatesFn<E extends V, V extends EventView>
      extends DoFn<KV<Integer, Iterable<E>>, E> {

    private static final long serialVersionUID = 1;

    private static final Comparator<EventView> FIRST =
        Comparator.comparingLong(EventView::ingestTime)
            .thenComparing(
                EventView::location,
                Comparator.comparing(RecordLocation::source)
                    .thenComparingInt(RecordLocation::partition)
                    .thenComparingLong(RecordLocation::offset));

    private final SerializableFunction<E, IdentifiedEvent> event;
    private final SerializableBiFunction<E, Integer, E> asCopy;
    private final AdmissionRules<V> rules;
    private final TupleTag<E> marked;
    private final TupleTag<ReusedId> reused;

    MarkDuplicatesFn(
        SerializableFunction<E, IdentifiedEvent> event,
        SerializableBiFunction<E, Integer, E> asCopy,
        AdmissionRules<V> rules,
        TupleTag<E> marked,
        TupleTag<ReusedId> reused) {
      this.event = event;
      this.asCopy = asCopy;
      this.rules = rules;
      this.marked = marked;
      this.reused = reused;
    }

    @ProcessElement
    public void processElement(
        @Element KV<Integer, Iterable<E>> group, MultiOutputReceiver receivers) {
      Map<String, List<E>> byId = new HashMap<>();
      for (E each : group.getValue()) {
        byId.computeIfAbsent(event.apply(each).id(), id -> new ArrayList<>(1)).add(each);
      }
      for (List<E> ofOneId : byId.values()) {
        if (ofOneId.size() == 1) { // most are, and an identity is dear
          receivers.get(marked).output(asCopy.apply(ofOneId.get(0), 0));
        } else {
          settle(ofOneId, receivers);
        }
      }
    }

    private void settle(List<E> ofOneId, MultiOutputReceiver receivers) {
      OutputReceiver<E> out = receivers.get(marked);
      Map<Identity, E> firsts = new HashMap<>();
      List<E> others = new ArrayList<>();
      for (E copy : ofOneId) {
        if (rules.broken(copy) != null || rules.fate(copy) != Fate.COUNTED) {
          others.add(copy);
          continue;
        }
        firsts.merge(
            event.apply(copy).identity(),
            copy,
            (first, other) -> {
              boolean newer = FIRST.compare(other, first) < 0;
              out.output(asCopy.apply(newer ? first : other, 1));
              return newer ? other : first;
            });
      }
      for (E other : others) {
        out.output(asCopy.apply(other, firsts.containsKey(event.apply(other).identity()) ? 1 : 0));
      }
      firsts.values().forEach(first -> out.output(asCopy.apply(first, 0)));
      if (firsts.size() > 1) {
        List<IdentifiedEvent> events = firsts.values().stream().map(event::apply).toList();
        receivers.get(reused).output(ReusedId.of(events));
      }
    }
  }
}
