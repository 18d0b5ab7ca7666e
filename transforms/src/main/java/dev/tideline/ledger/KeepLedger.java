package dev.tideline.ledger;

import dev.tideline.sum.SumFn;
import dev.tideline.windowing.WindowPolicies;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;

/**
 * Adds up what became of the records, from every step that met them.
 *
 * <p>Input: parts of the ledger, by the first ms of the minute of ingest. Window: the hour of
 * ingest ({@link WindowPolicies#ledger}). Output: the entry of each minute each time its window
 * fires; the last one is final.
 */
public final class KeepLedger
    extends PTransform<PCollectionList<KV<Long, LedgerEntry>>, PCollection<KV<Long, LedgerEntry>>> {

  private static final long serialVersionUID = 1;

  private static final TypeDescriptor<KV<Integer, Ledger>> LEDGER = new TypeDescriptor<>() {};
  private static final TypeDescriptor<KV<Long, LedgerEntry>> MINUTES = new TypeDescriptor<>() {};

  private static final long MINUTE = 60_000;

  private final Duration early;
  private final long from;

  private KeepLedger(Duration early, long from) {
    this.early = early;
    this.from = from;
  }

  /** Adds up per minute of ingest. */
  public static KeepLedger perMinute() {
    return new KeepLedger(WindowPolicies.LEDGER_EARLY, Long.MIN_VALUE);
  }

  /** The same, of the minute on in which this time of ingest is, ms since the epoch. */
  public KeepLedger from(long time) {
    return new KeepLedger(
        early, time == Long.MIN_VALUE ? time : time - Math.floorMod(time, MINUTE));
  }

  /** The same, where the window of an hour that is not over fires this often. */
  public KeepLedger firingEvery(Duration often) {
    return new KeepLedger(often, from);
  }

  @Override
  public PCollection<KV<Long, LedgerEntry>> expand(PCollectionList<KV<Long, LedgerEntry>> parts) {
    return parts
        .apply("BringTogether", Flatten.pCollections())
        .apply("FromTheFirst", Filter.by(first(from)))
        .apply("UnderOneKey", MapElements.into(LEDGER).via(KeepLedger::underOneKey))
        .setCoder(KvCoder.of(VarIntCoder.of(), LedgerCoders.LEDGER))
        .apply("ByHourOfIngest", WindowPolicies.<KV<Integer, Ledger>>ledger(early))
        .apply("AddUp", Combine.perKey(SumFn.from(() -> Ledger.NONE)))
        .apply("ToMinutes", FlatMapElements.into(MINUTES).via(KeepLedger::minutes))
        .setCoder(LedgerCoders.MINUTE);
  }

  private static SerializableFunction<KV<Long, LedgerEntry>, Boolean> first(long from) {
    return part -> part.getKey() >= from || part.getKey() == LedgerAccumulator.UNKNOWN;
  }

  /** One key for all: the parts are few, and a runner's price is per key. */
  private static KV<Integer, Ledger> underOneKey(KV<Long, LedgerEntry> part) {
    return KV.of(0, Ledger.of(part.getKey(), part.getValue()));
  }

  private static List<KV<Long, LedgerEntry>> minutes(KV<Integer, Ledger> hour) {
    return hour.getValue().minutes().entrySet().stream()
        .map(minute -> KV.of(minute.getKey(), minute.getValue()))
        .toList();
  }
}
