package dev.tideline.io;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.records.SourceRange;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * An opened source: what a graph reads, how the graph decodes it, and what became known on the way.
 *
 * @param elements what the source hands over
 * @param decoder how the graph decodes them
 * @param expected how many records the source holds by its own account, such as the row counts in
 *     the footers of its files; empty if it gives none
 * @param holds the stretches of the source that are to be read, as they were before the run:
 *     whatever of them was not read is missing; one that ends at {@link Long#MAX_VALUE} is read
 *     until the run is stopped; empty if it can't tell
 * @param notes of how it is read, and of what in it is not
 * @param booksFrom what was ingested before this time, ms since the epoch, is read for its effect
 *     on what came later, and is in the books of an earlier run; {@link #BOOKS_ALL} if nothing is
 * @param whenDone what the source wants to be told, once all that it handed over has had its effect
 * @param faults what in the source made a run fail, for a failure that does not say it; nothing if
 *     that is not why
 * @param <T> what the source hands over
 * @param <V> the view through which the business sees an event
 */
public record EventSource<T, V extends EventView>(
    PCollection<T> elements,
    RecordDecoder<T, V> decoder,
    OptionalLong expected,
    List<SourceRange> holds,
    List<Note> notes,
    long booksFrom,
    Runnable whenDone,
    Function<Throwable, List<String>> faults) {

  /** All that is read is to be entered in the books. */
  public static final long BOOKS_ALL = Long.MIN_VALUE;

  /** Of a source that need not be told. */
  public EventSource(PCollection<T> elements, RecordDecoder<T, V> decoder, OptionalLong expected) {
    this(
        elements,
        decoder,
        expected,
        List.of(),
        List.of(),
        BOOKS_ALL,
        () -> {},
        failure -> List.of());
  }

  /** About how many records there are, if that can be told. */
  public OptionalLong about() {
    return expected.isEmpty() && decoder.copies() instanceof Copies.AmongAll all
        ? OptionalLong.of(all.records())
        : expected;
  }

  /** The same, which holds these stretches. */
  public EventSource<T, V> holding(List<SourceRange> all) {
    return new EventSource<>(elements, decoder, expected, all, notes, booksFrom, whenDone, faults);
  }

  /** The same, with more notes. */
  public EventSource<T, V> noting(List<Note> more) {
    List<Note> all = Stream.concat(notes.stream(), more.stream()).toList();
    return new EventSource<>(elements, decoder, expected, holds, all, booksFrom, whenDone, faults);
  }

  /** The same, whose books begin at this time of ingest, ms since the epoch. */
  public EventSource<T, V> bookingFrom(long time) {
    return new EventSource<>(elements, decoder, expected, holds, notes, time, whenDone, faults);
  }

  /** The same, and this is to be done once all that it handed over has had its effect. */
  public EventSource<T, V> andThen(Runnable afterwards) {
    return new EventSource<>(
        elements, decoder, expected, holds, notes, booksFrom, afterwards, faults);
  }

  /** The same, which can find out what in it made a run fail. */
  public EventSource<T, V> explaining(Function<Throwable, List<String>> more) {
    return new EventSource<>(elements, decoder, expected, holds, notes, booksFrom, whenDone, more);
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
