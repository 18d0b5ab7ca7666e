package dev.tideline.admission;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.records.RecordLocation;
import java.util.Comparator;
import java.util.HashMap;
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
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Marks which events are duplicates of another, for a source that does not know.
 *
 * <p>Ids are looked at in groups, because a runner's price is per key: a key for each event makes
 * the Direct runner crawl. A group is held in memory.
 *
 * <p>Input: events. Window: global, and bounded, for a duplicate may be anywhere. Output: every
 * event that came in, the first of each id with copy number 0, its duplicates with 1. The first is
 * the one that was ingested first, but for those that were ingested so early that their event is
 * from the future, which are rejected; of those ingested in the same ms the one that comes first by
 * event time, then by text, then by location: never by the order of arrival.
 *
 * @param <E> the event
 */
public final class MarkDuplicates<E extends EventView>
    extends PTransform<PCollection<E>, PCollection<E>> {

  private static final long serialVersionUID = 1;

  private final SerializableFunction<E, String> id;
  private final SerializableBiFunction<E, Integer, E> asCopy;
  private final int groups;

  private MarkDuplicates(
      SerializableFunction<E, String> id,
      SerializableBiFunction<E, Integer, E> asCopy,
      int groups) {
    this.id = id;
    this.asCopy = asCopy;
    this.groups = groups;
  }

  /**
   * Marks the duplicates among events of one type.
   *
   * @param id the event's id, the same for all duplicates
   * @param asCopy the same event with that copy number
   * @param groups how many groups the ids are divided into
   */
  public static <E extends EventView> MarkDuplicates<E> of(
      SerializableFunction<E, String> id,
      SerializableBiFunction<E, Integer, E> asCopy,
      int groups) {
    return new MarkDuplicates<>(id, asCopy, groups);
  }

  @Override
  public PCollection<E> expand(PCollection<E> events) {
    return events
        .apply(
            "InGroups",
            WithKeys.<Integer, E>of(event -> Math.floorMod(id.apply(event).hashCode(), groups))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), events.getCoder()))
        // The default, the end of the window, is the end of time: all windows downstream would have
        // closed long before, and a runner with a watermark would drop every event as late.
        .apply(
            "HoldTheWatermark",
            Window.<KV<Integer, E>>configure().withTimestampCombiner(TimestampCombiner.EARLIEST))
        .apply("DuplicatesOfEachEvent", GroupByKey.create())
        .apply("FirstAndDuplicates", ParDo.of(new MarkDuplicatesFn<>(id, asCopy)))
        .setCoder(events.getCoder());
  }

  /** Looks at each event once and keeps the first of each id so far. */
  private static final class MarkDuplicatesFn<E extends EventView>
      extends DoFn<KV<Integer, Iterable<E>>, E> {

    private static final long serialVersionUID = 1;

    private static final Comparator<EventView> FIRST =
        Comparator.comparing(EventRules::fromTheFuture)
            .thenComparingLong(EventView::ingestTime)
            .thenComparingLong(EventView::eventTime)
            .thenComparing(EventView::toJson)
            .thenComparing(
                EventView::location,
                Comparator.comparing(RecordLocation::source)
                    .thenComparingInt(RecordLocation::partition)
                    .thenComparingLong(RecordLocation::offset));

    private final SerializableFunction<E, String> id;
    private final SerializableBiFunction<E, Integer, E> asCopy;

    MarkDuplicatesFn(
        SerializableFunction<E, String> id, SerializableBiFunction<E, Integer, E> asCopy) {
      this.id = id;
      this.asCopy = asCopy;
    }

    @ProcessElement
    public void processElement(@Element KV<Integer, Iterable<E>> group, OutputReceiver<E> out) {
      Map<String, E> firsts = new HashMap<>();
      for (E copy : group.getValue()) {
        firsts.merge(
            id.apply(copy),
            copy,
            (first, other) -> {
              boolean newer = FIRST.compare(other, first) < 0;
              out.output(asCopy.apply(newer ? first : other, 1));
              return newer ? other : first;
            });
      }
      firsts.values().forEach(first -> out.output(asCopy.apply(first, 0)));
    }
  }
}
