package dev.tideline.io.kafka.source;

import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Position;
import dev.tideline.records.SourceRange;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * How a run reads a topic. Readers are told by the options of their run.
 *
 * @param cluster where
 * @param topic its name
 * @param topicId the id it had before the run, or empty
 * @param group under which positions are committed, for monitoring and for a run without state
 * @param ends the offsets to end at, by partition; if there are none, all is read for ever, and so
 *     are partitions that are added
 * @param delay how far the watermark is behind the time of ingest, in ms
 * @param span how much of ingest time is handed over between two checkpoint marks at most, in ms;
 *     {@link Long#MAX_VALUE} for any
 * @param acceptLoss whether to go on with what is left where records were deleted unread
 */
public record Subscription(
    KafkaCluster cluster,
    String topic,
    String topicId,
    String group,
    Map<Integer, Long> ends,
    long delay,
    long span,
    boolean acceptLoss) {

  public Subscription {
    ends = new TreeMap<>(ends);
  }

  /**
   * What of the topic is to be read, to {@link Long#MAX_VALUE} where there is no end.
   *
   * @param starts where to begin, by partition
   */
  public List<SourceRange> ranges(Map<Integer, Position> starts) {
    return starts.entrySet().stream()
        .map(
            each ->
                new SourceRange(
                    topic,
                    each.getKey(),
                    each.getValue().offset(),
                    ends.getOrDefault(each.getKey(), Long.MAX_VALUE)))
        .toList();
  }

  /** The last of it, where there is an end: where a run that goes on began, its state knows. */
  public List<SourceRange> lastOffsets() {
    return ends.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each -> new SourceRange(topic, each.getKey(), each.getValue() - 1, each.getValue()))
        .toList();
  }

  /** What the options of a run say. */
  static Subscription of(PipelineOptions options) {
    KafkaReadOptions ours = options.as(KafkaReadOptions.class);
    return new Subscription(
        new KafkaCluster(ours.getKafkaBootstrapServers(), ours.getKafkaConfigFile()),
        ours.getKafkaTopic(),
        ours.getKafkaTopicId(),
        ours.getKafkaGroup(),
        ours.getKafkaEnds(),
        ours.getKafkaWatermarkDelay(),
        ours.getKafkaSpan(),
        ours.getKafkaAcceptLoss());
  }

  /** How the run parses a record. */
  @SuppressWarnings("unchecked") // of the events that its source is of, which was told with it
  static <E extends EventView> JsonDecoder.Parser<E> parser(PipelineOptions options) {
    String text = options.as(KafkaReadOptions.class).getKafkaParser();
    byte[] bytes = Base64.getDecoder().decode(text);
    return (JsonDecoder.Parser<E>) SerializableUtils.deserializeFromByteArray(bytes, "a parser");
  }

  /**
   * Tells the readers of a run.
   *
   * @param parser of a record
   */
  public void tell(PipelineOptions options, JsonDecoder.Parser<?> parser) {
    KafkaReadOptions ours = options.as(KafkaReadOptions.class);
    byte[] bytes = SerializableUtils.serializeToByteArray(parser);
    ours.setKafkaParser(Base64.getEncoder().encodeToString(bytes));
    ours.setKafkaBootstrapServers(cluster.bootstrapServers());
    ours.setKafkaConfigFile(cluster.configFile());
    ours.setKafkaTopic(topic);
    ours.setKafkaTopicId(topicId);
    ours.setKafkaGroup(group);
    ours.setKafkaEnds(ends);
    ours.setKafkaWatermarkDelay(delay);
    ours.setKafkaSpan(span);
    ours.setKafkaAcceptLoss(acceptLoss);
  }
}
