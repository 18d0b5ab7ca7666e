package dev.tideline.io.kafka.beam;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.unbounded.EventBatch;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** Times are times of ingest, and the watermark of each partition is that of its reader. */
final class IngestTimePolicy<E extends EventView> extends TimestampPolicy<Void, EventBatch<E>> {

  private final PartitionProgress partition;
  private final Supplier<ReaderProgress> reader;

  /**
   * @param partition of which it is the policy
   * @param reader its reader's progress; null until its consumer is assigned
   */
  IngestTimePolicy(PartitionProgress partition, Supplier<ReaderProgress> reader) {
    this.partition = partition;
    this.reader = reader;
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<Void, EventBatch<E>> record) {
    EventBatch<E> events = record.getKV().getValue();
    if (events.isEnd()) {
      reader.get().end();
    } else {
      // What stands for offsets without a record has no time.
      long time = events.size() == 0 ? Position.UNKNOWN : record.getTimestamp();
      partition.handsOver(record.getOffset(), time);
    }
    return new Instant(record.getTimestamp());
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    ReaderProgress known = reader.get();
    if (known == null) {
      return atLeast(partition.watermark());
    }
    if (known.ended()) {
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }
    long asked = context.getBacklogCheckTime().getMillis();
    long reached = known.reachedBy(asked, System.currentTimeMillis());
    partition.reaches(context.getMessageBacklog(), asked, reached);
    return atLeast(known.watermark());
  }

  private static Instant atLeast(long watermark) {
    return new Instant(Math.max(watermark, BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()));
  }
}
