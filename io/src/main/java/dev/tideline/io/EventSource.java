package dev.tideline.io;

import dev.tideline.admission.ReusedId;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.Reject;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * An opened source: what a graph reads, how the graph decodes it, and what became known on the way.
 *
 * @param elements what the source hands over
 * @param decoder how the graph decodes them
 * @param known what became known before the graph
 * @param expected how many records the source holds by its own account, such as the row counts in
 *     the footers of its files; empty if it gives none
 * @param notes of how it is read, and of what in it is not
 * @param whenDone what the source wants to be told, once all that it handed over has had its effect
 * @param faults what in the source made a run fail, for a failure that does not say it; nothing if
 *     that is not why
 * @param <T> what the source hands over
 * @param <V> the view through which the business sees an event
 */
public record EventSource<T, V extends EventView>(
    PCollection<T> elements,
    RecordDecoder<T, V> decoder,
    Known known,
    OptionalLong expected,
    List<Note> notes,
    Runnable whenDone,
    Function<Throwable, List<String>> faults) {

  /**
   * What a source has found out about its records that the graph does not see.
   *
   * @param rejects records that were rejected
   * @param ledger ledger entries, by the first ms of the minute of ingest
   * @param reusedIds ids under which several events count
   */
  public record Known(
      List<PCollection<Reject>> rejects,
      List<PCollection<KV<Long, LedgerEntry>>> ledger,
      List<PCollection<ReusedId>> reusedIds) {

    /** Of a source whose records are all seen by the graph. */
    public static final Known NOTHING = new Known(List.of(), List.of(), List.of());
  }

  /** Of a source that need not be told. */
  public EventSource(
      PCollection<T> elements, RecordDecoder<T, V> decoder, Known known, OptionalLong expected) {
    this(elements, decoder, known, expected, List.of(), () -> {}, failure -> List.of());
  }

  /** The same, with more notes. */
  public EventSource<T, V> noting(List<Note> more) {
    List<Note> all = Stream.concat(notes.stream(), more.stream()).toList();
    return new EventSource<>(elements, decoder, known, expected, all, whenDone, faults);
  }

  /** The same, and this is to be done once all that it handed over has had its effect. */
  public EventSource<T, V> andThen(Runnable afterwards) {
    return new EventSource<>(elements, decoder, known, expected, notes, afterwards, faults);
  }

  /** The same, which can find out what in it made a run fail. */
  public EventSource<T, V> explaining(Function<Throwable, List<String>> more) {
    return new EventSource<>(elements, decoder, known, expected, notes, whenDone, more);
  }

  /** Into how many bundles the elements of a source are spread, at most. */
  private static final int BUNDLES = 128;

  /**
   * Spreads the elements of a bounded source over all workers. Not each by itself: a runner's price
   * is per key and bundle, and what one bundle reads it adds up.
   */
  public static <E> Reshuffle.ViaRandomKey<E> spread() {
    return Reshuffle.<E>viaRandomKey().withNumBuckets(BUNDLES);
  }
}
