package dev.tideline.books;

import dev.tideline.ledger.LedgerAccumulator;
import dev.tideline.sum.SumFn;
import dev.tideline.windowing.WindowPolicies;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Adds up what became of the records, from every step that met them, and what was read of the
 * source.
 *
 * <p>Input: parts of the books: each a minute of the ledger at its first ms, or at any time what is
 * of the whole run. Window: the hour of ingest ({@link WindowPolicies#books}); what is of the whole
 * run is in the last hour of all time, which closes when the source has ended. Output: the books of
 * each window each time it fires; the last ones are final.
 */
public final class KeepBooks extends PTransform<PCollectionList<Books>, PCollection<Books>> {

  private static final long serialVersionUID = 1;

  private static final long MINUTE = 60_000;

  private final Duration early;
  private final long from;

  private KeepBooks(Duration early, long from) {
    this.early = early;
    this.from = from;
  }

  /** Adds up, where a window that is not over fires this often. */
  public static KeepBooks firingEvery(Duration early) {
    return new KeepBooks(early, Long.MIN_VALUE);
  }

  /** The same; the ledger of the minute on in which this time of ingest is, ms since the epoch. */
  public KeepBooks from(long time) {
    return new KeepBooks(early, time == Long.MIN_VALUE ? time : time - Math.floorMod(time, MINUTE));
  }

  @Override
  public PCollection<Books> expand(PCollectionList<Books> parts) {
    return parts
        .apply("BringTogether", Flatten.pCollections())
        .apply("UnderOneKey", ParDo.of(new UnderOneKeyFn(from)))
        .setCoder(KvCoder.of(VarIntCoder.of(), BooksCoder.of()))
        .apply("ByHourOfIngest", WindowPolicies.<KV<Integer, Books>>books(early))
        .apply("AddUp", Combine.perKey(SumFn.from(() -> Books.NONE)))
        .apply("Books", Values.create())
        .setCoder(BooksCoder.of());
  }

  /** One key for all: the parts are few, and a runner's price is per key. */
  private static final class UnderOneKeyFn extends DoFn<Books, KV<Integer, Books>> {
    private static final long serialVersionUID = 1;

    private final long from;

    UnderOneKeyFn(long from) {
      this.from = from;
    }

    @ProcessElement
    public void processElement(
        @Element Books part, @Timestamp Instant time, OutputReceiver<KV<Integer, Books>> out) {
      if (part.minutes().isEmpty()) {
        out.outputWithTimestamp(KV.of(0, part), EndOfTime.INSTANT);
      } else if (counts(part.minutes().firstKey())) {
        out.outputWithTimestamp(KV.of(0, part), time);
      }
    }

    private boolean counts(long minute) {
      return minute >= from || minute == LedgerAccumulator.UNKNOWN;
    }
  }
}
