package dev.tideline.io.kafka.source;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchCoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A topic as an unbounded source of batches of events. It is {@linkplain
 * UnboundedSource.UnboundedReader#getWatermark at the end of time} when all ends were reached.
 *
 * @param <E> the event
 */
public final class KafkaSource<E extends EventView>
    extends UnboundedSource<EventBatch<E>, KafkaCheckpoint> {

  private static final long serialVersionUID = 1;

  /** By how much one partition of a reader may be ahead of another, in ms of ingest time. */
  public static final long STRIDE = Polled.STRIDE;

  private final String id;
  private final Subscription subscription;
  private final JsonEventType<E> type;

  private KafkaSource(String id, Subscription subscription, JsonEventType<E> type) {
    this.id = id;
    this.subscription = subscription;
    this.type = type;
  }

  /** Reads events of a type. */
  public static <E extends EventView> KafkaSource<E> of(
      Subscription subscription, JsonEventType<E> type) {
    return new KafkaSource<>(UUID.randomUUID().toString(), subscription, type);
  }

  @Override
  public List<KafkaSource<E>> split(int desired, PipelineOptions options) {
    return subscription.split(desired).stream()
        .map(part -> new KafkaSource<>(id, part, type))
        .toList();
  }

  @Override
  public UnboundedReader<EventBatch<E>> createReader(
      PipelineOptions options, KafkaCheckpoint checkpoint) {
    return CurrentSource.of(this, options).reader(checkpoint);
  }

  private UnboundedReader<EventBatch<E>> reader(KafkaCheckpoint checkpoint) {
    if (checkpoint == null) {
      return new KafkaReader<>(this, subscription.starts(), Position.UNKNOWN);
    }
    Map<Integer, Position> positions = checkpoint.positions();
    if (!positions.keySet().equals(subscription.starts().keySet())) {
      throw new IllegalStateException(
          "the state is of partitions %s, and %s are to be read: start without it"
              .formatted(positions.keySet(), subscription.starts().keySet()));
    }
    return new KafkaReader<>(this, positions, checkpoint.watermark());
  }

  @Override
  public Coder<EventBatch<E>> getOutputCoder() {
    return EventBatchCoder.of(type.coder());
  }

  @Override
  public Coder<KafkaCheckpoint> getCheckpointMarkCoder() {
    return KafkaCheckpoint.CODER;
  }

  /** The same, reading some partitions only. */
  KafkaSource<E> from(Map<Integer, Position> starts) {
    return new KafkaSource<>(id, subscription.from(starts), type);
  }

  /** What is the same in all parts of it, and in no other. */
  String id() {
    return id;
  }

  /** What it reads. */
  public Subscription subscription() {
    return subscription;
  }

  /** A partition at a position. */
  public PartitionReader<E> partition(int number, Position at) {
    long time =
        at.watermark() == Position.UNKNOWN
            ? Position.UNKNOWN
            : at.watermark() + subscription.delay();
    long end = subscription.ends().getOrDefault(number, Long.MAX_VALUE);
    return new PartitionReader<>(
        subscription.topic(), number, at.offset(), time, end, type.parser());
  }
}
