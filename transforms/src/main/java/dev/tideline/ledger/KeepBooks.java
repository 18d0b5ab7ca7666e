package dev.tideline.ledger;

import dev.tideline.sum.Sum;
import dev.tideline.windowing.Timetable;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

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

  private KeepBooks() {}

  /** Adds up per minute of ingest. */
  public static KeepBooks perMinute() {
    return new KeepBooks();
  }

  @Override
  public PCollection<KV<Long, Tally>> expand(PCollectionList<KV<Long, Tally>> parts) {
    return parts
        .apply("BringTogether", Flatten.pCollections())
        .apply("ByMinuteOfIngest", Timetable.<KV<Long, Tally>>books())
        .apply("AddUp", Combine.perKey(Sum.<Tally>of()));
  }
}
