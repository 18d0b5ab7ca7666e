package dev.tideline.ledger;

import dev.tideline.testing.TextLines;
import java.util.Map;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class KeepLedgerTest {

  private static final long MINUTE = 60_000;
  private static final long TEN = Instant.parse("2026-03-17T10:00:00Z").getMillis();

  /** What is before is in the books of an earlier run; the minute itself is read again whole. */
  @Test
  void beginsWithTheMinuteOfATime(TestPipeline pipeline) {
    PCollection<KV<Long, LedgerEntry>> parts =
        pipeline.apply(
            Create.timestamped(
                    part(TEN), part(TEN + MINUTE), part(TEN + MINUTE), part(TEN + 2 * MINUTE))
                .withCoder(LedgerCoders.MINUTE));

    PCollection<KV<Long, LedgerEntry>> kept =
        PCollectionList.of(parts).apply(KeepLedger.perMinute().from(TEN + MINUTE + 30_000));

    TextLines.assertText(
        kept.apply(
            TextLines.of(
                minute -> Instant.ofEpochMilli(minute.getKey()) + " " + minute.getValue().read())),
        """
        2026-03-17T10:01:00.000Z 2
        2026-03-17T10:02:00.000Z 1
        """);
    pipeline.run();
  }

  private static TimestampedValue<KV<Long, LedgerEntry>> part(long minute) {
    LedgerEntry one = new LedgerEntry(1, 1, 0, 0, 0, Map.of());
    return TimestampedValue.of(KV.of(minute, one), Instant.ofEpochMilli(minute));
  }
}
