package dev.tideline.io.kafka.source;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchCoder;
import dev.tideline.io.unbounded.ReadPace;
import java.util.List;
import java.util.Map;
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

  private static final long serialVersionUID = 2;

  /** By how much one partition of a reader may be ahead of another, in ms of ingest time. */
  public static final long STRIDE = Polled.STRIDE;

  private final Assignment assignment;
  private final JsonEventType<E> type;

  private KafkaSource(Assignment assignment, JsonEventType<E> type) {
    this.assignment = assignment;
    this.type = type;
  }

  /**
   * Reads events of a type, as the {@link KafkaReadOptions} of the run say.
   *
   * @param topic as it was found
   * @param starts where to begin, by partition
   */
  public static <E extends EventView> KafkaSource<E> of(
      Topic topic, Map<Integer, Position> starts, JsonEventType<E> type) {
    return new KafkaSource<>(Assignment.ofAll(topic, starts), type);
  }

  @Override
  public List<KafkaSource<E>> split(int desired, PipelineOptions options) {
    return assignment.split(desired).stream().map(part -> new KafkaSource<>(part, type)).toList();
  }

  @Override
  public UnboundedReader<EventBatch<E>> createReader(
      PipelineOptions options, KafkaCheckpoint checkpoint) {
    Subscription now = Subscription.of(options);
    Topic then = assignment.topic();
    if (!then.name().equals(now.topic())) {
      throw new IllegalStateException(
          "the state is of topic %s, and %s is to be read: start without it"
              .formatted(then.name(), now.topic()));
    }
    if (then.isNot(now.topicId())) {
      throw new IllegalStateException(then.madeAnew("the state"));
    }
    long readOn = ReadPace.millisOfReadingOn();
    return checkpoint == null
        ? new KafkaReader<>(this, now, assignment.starts(), Position.UNKNOWN, readOn)
        : new KafkaReader<>(this, now, checkpoint.positions(), checkpoint.watermark(), readOn);
  }

  @Override
  public Coder<EventBatch<E>> getOutputCoder() {
    return EventBatchCoder.of(type.coder());
  }

  @Override
  public Coder<KafkaCheckpoint> getCheckpointMarkCoder() {
    return KafkaCheckpoint.CODER;
  }

  Assignment assignment() {
    return assignment;
  }

  JsonEventType<E> type() {
    return type;
  }
}
