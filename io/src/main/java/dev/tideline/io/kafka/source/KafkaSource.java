package dev.tideline.io.kafka.source;

import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchCoder;
import dev.tideline.io.unbounded.ReadPace;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A topic as an unbounded source of batches of events. A runner keeps it in its checkpoints as it
 * is, so it has nothing of how a run reads: {@link KafkaReadOptions}. It is {@linkplain
 * UnboundedSource.UnboundedReader#getWatermark at the end of time} when all ends were reached.
 *
 * @param <E> the event
 */
public final class KafkaSource<E extends EventView>
    extends UnboundedSource<EventBatch<E>, KafkaCheckpoint> {

  private static final long serialVersionUID = 3;

  /** By how much one partition of a reader may be ahead of another, in ms of ingest time. */
  public static final long STRIDE = Polled.STRIDE;

  private final Assignment assignment;
  private final Coder<E> coder;

  private KafkaSource(Assignment assignment, Coder<E> coder) {
    this.assignment = assignment;
    this.coder = coder;
  }

  /**
   * Reads events of a type, as the {@link KafkaReadOptions} of the run say.
   *
   * @param topic as it was found
   * @param starts where to begin, by partition
   * @param coder of an event
   */
  public static <E extends EventView> KafkaSource<E> of(
      Topic topic, Map<Integer, Position> starts, Coder<E> coder) {
    return new KafkaSource<>(Assignment.ofAll(topic, starts), coder);
  }

  @Override
  public List<KafkaSource<E>> split(int desired, PipelineOptions options) {
    return assignment.split(desired).stream().map(part -> new KafkaSource<>(part, coder)).toList();
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
    JsonDecoder.Parser<E> parser = Subscription.parser(options);
    long readOn = ReadPace.millisOfReadingOn();
    return checkpoint == null
        ? new KafkaReader<>(this, now, parser, assignment.starts(), Position.UNKNOWN, readOn)
        : new KafkaReader<>(
            this, now, parser, checkpoint.positions(), checkpoint.watermark(), readOn);
  }

  @Override
  public Coder<EventBatch<E>> getOutputCoder() {
    return EventBatchCoder.of(coder);
  }

  @Override
  public Coder<KafkaCheckpoint> getCheckpointMarkCoder() {
    return KafkaCheckpoint.CODER;
  }

  Assignment assignment() {
    return assignment;
  }
}
