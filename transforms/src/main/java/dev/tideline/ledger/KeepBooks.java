package dev.tideline.ledger;

import dev.tideline.sum.Sum;
import dev.tideline.windowing.Timetable;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;

/**
 * Adds up what became of the records, from every step that met them.
 *
 * <p>Input: parts of the books, by the first ms of the minute of ingest. Window: that minute
 * ({@link Timetable#books}). Output: the tally of each minute each time it speaks; the last one is
 * final.
 */
public final class KeepBooks
    extends PTransform<PCollectionList<KV<Long, Tally>>, PCollection<KV<Long, Tally>>> {

  private static final long serialVersionUID = 1;

  private static final TypeDescriptor<KV<Integer, Books>> BOOK = new TypeDescriptor<>() {};
  private static final TypeDescriptor<KV<Long, Tally>> MINUTES = new TypeDescriptor<>() {};

  private final Duration early;

  private KeepBooks(Duration early) {
    this.early = early;
  }

  /** Adds up per minute of ingest. */
  public static KeepBooks perMinute() {
    return new KeepBooks(Timetable.BOOKS_EARLY);
  }

  /** The same, where an hour that is not over speaks this often. */
  public KeepBooks speakingEvery(Duration often) {
    return new KeepBooks(often);
  }

  @Override
  public PCollection<KV<Long, Tally>> expand(PCollectionList<KV<Long, Tally>> parts) {
    return parts
        .apply("BringTogether", Flatten.pCollections())
        .apply("InOneBook", MapElements.into(BOOK).via(KeepBooks::inOneBook))
        .setCoder(KvCoder.of(VarIntCoder.of(), LedgerCoders.BOOKS))
        .apply("ByHourOfIngest", Timetable.<KV<Integer, Books>>books(early))
        .apply("AddUp", Combine.perKey(Sum.from(() -> Books.NONE)))
        .apply("ToMinutes", FlatMapElements.into(MINUTES).via(KeepBooks::minutes))
        .setCoder(LedgerCoders.MINUTE);
  }

  /** One key for all: the parts are few, and a runner's price is per key. */
  private static KV<Integer, Books> inOneBook(KV<Long, Tally> part) {
    return KV.of(0, Books.of(part.getKey(), part.getValue()));
  }

  private static List<KV<Long, Tally>> minutes(KV<Integer, Books> hour) {
    return hour.getValue().minutes().entrySet().stream()
        .map(minute -> KV.of(minute.getKey(), minute.getValue()))
        .toList();
  }
}
