package dev.tideline.io.kafka.source;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import java.util.Base64;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * The source of the run that is going on. A run that goes on from a checkpoint gets its readers
 * from the source of the run that wrote it, with the addresses of then. So the source of now
 * travels in the options, which are always the run's own.
 */
public final class CurrentSource {

  /** What travels. */
  @Hidden
  public interface Options extends PipelineOptions {

    /** The id of the source, or null if it has none. */
    @Description("Set by the run itself.")
    String getKafkaSourceId();

    void setKafkaSourceId(String id);

    /** The source, serialized, in Base64. */
    @Description("Set by the run itself.")
    String getKafkaSource();

    void setKafkaSource(String source);
  }

  private CurrentSource() {}

  /** Notes the one source of a run. */
  public static void note(KafkaSource<?> source, PipelineOptions options) {
    Options ours = options.as(Options.class);
    ours.setKafkaSourceId(source.id());
    ours.setKafkaSource(
        Base64.getEncoder().encodeToString(SerializableUtils.serializeToByteArray(source)));
  }

  /**
   * What a source is in the run that is going on.
   *
   * @throws IllegalStateException if that run reads another topic, or one with another number of
   *     partitions
   */
  @SuppressWarnings("unchecked") // a graph reads one topic, and a checkpoint is of one graph
  static <E extends EventView> KafkaSource<E> of(KafkaSource<E> source, PipelineOptions options) {
    Options ours = options.as(Options.class);
    if (ours.getKafkaSource() == null || ours.getKafkaSourceId().equals(source.id())) {
      return source;
    }
    KafkaSource<E> current =
        (KafkaSource<E>)
            SerializableUtils.deserializeFromByteArray(
                Base64.getDecoder().decode(ours.getKafkaSource()), "the source");
    Topic then = source.subscription().topic();
    Topic now = current.subscription().topic();
    if (!then.name().equals(now.name())) {
      throw new IllegalStateException(
          "the state is of topic %s, and %s is to be read: start without it"
              .formatted(then.name(), now.name()));
    }
    if (then.partitions() != now.partitions()) {
      throw new IllegalStateException(
          Positions.repartitioned(now.name(), then.partitions(), now.partitions()));
    }
    return current.from(source.subscription().starts());
  }
}
