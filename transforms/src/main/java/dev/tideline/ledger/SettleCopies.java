package dev.tideline.ledger;

import dev.tideline.intake.EventView;
import dev.tideline.intake.Place;
import java.util.Comparator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Settles which of the copies of an event is the first, for a source that does not know.
 *
 * <p>Input: events by their id. Window: global, and bounded, for a copy may be anywhere. Output:
 * every event that came in, the first copy of each id with copy number 0, all others with 1. The
 * first is the one that was ingested first; of those ingested in the same ms the one that comes
 * first by event time, then by text, then by place: never by the order of arrival.
 *
 * @param <E> the event
 */
public final class SettleCopies<E extends EventView>
    extends PTransform<PCollection<KV<String, E>>, PCollection<E>> {

  private static final long serialVersionUID = 1;

  private final SerializableBiFunction<E, Integer, E> asCopy;

  private SettleCopies(SerializableBiFunction<E, Integer, E> asCopy) {
    this.asCopy = asCopy;
  }

  /**
   * Settles the copies of events of one type.
   *
   * @param asCopy the same event with that copy number
   */
  public static <E extends EventView> SettleCopies<E> of(
      SerializableBiFunction<E, Integer, E> asCopy) {
    return new SettleCopies<>(asCopy);
  }

  @Override
  public PCollection<E> expand(PCollection<KV<String, E>> events) {
    Coder<E> coder = ((KvCoder<String, E>) events.getCoder()).getValueCoder();
    return events
        // The default, the end of the window, is the end of time: all windows downstream would have
        // closed long before, and a runner with a watermark would drop every event as late.
        .apply(
            "HoldTheWatermark",
            Window.<KV<String, E>>configure().withTimestampCombiner(TimestampCombiner.EARLIEST))
        .apply("CopiesOfEachEvent", GroupByKey.create())
        .apply("FirstAndRepeats", ParDo.of(new Settle<>(asCopy)))
        .setCoder(coder);
  }

  /** Looks at each copy once and keeps the best so far, so that any number of copies will do. */
  private static final class Settle<E extends EventView> extends DoFn<KV<String, Iterable<E>>, E> {

    private static final long serialVersionUID = 1;

    private static final Comparator<EventView> FIRST =
        Comparator.comparingLong(EventView::ingestTime)
            .thenComparingLong(EventView::eventTime)
            .thenComparing(EventView::toJson)
            .thenComparing(
                EventView::place,
                Comparator.comparing(Place::source)
                    .thenComparingInt(Place::partition)
                    .thenComparingLong(Place::offset));

    private final SerializableBiFunction<E, Integer, E> asCopy;

    Settle(SerializableBiFunction<E, Integer, E> asCopy) {
      this.asCopy = asCopy;
    }

    @ProcessElement
    public void processElement(@Element KV<String, Iterable<E>> copies, OutputReceiver<E> out) {
      E first = null;
      for (E copy : copies.getValue()) {
        E repeat = copy;
        if (first == null || FIRST.compare(copy, first) < 0) {
          repeat = first;
          first = copy;
        }
        if (repeat != null) {
          out.output(asCopy.apply(repeat, 1));
        }
      }
      out.output(asCopy.apply(first, 0));
    }
  }
}
