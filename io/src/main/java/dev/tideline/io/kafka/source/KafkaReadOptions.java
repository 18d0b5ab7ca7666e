package dev.tideline.io.kafka.source;

import java.util.Map;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How the run that is going on reads its topic; see {@link Subscription}. A run that goes on from a
 * checkpoint gets its sources from the run that wrote it, but its options are always its own.
 */
@Hidden
public interface KafkaReadOptions extends PipelineOptions {

  /** Null if the run reads no topic. */
  @Description("Set by the run itself.")
  String getKafkaBootstrapServers();

  void setKafkaBootstrapServers(String servers);

  /** A path, as passwords stay in the file; null for none. */
  @Description("Set by the run itself.")
  String getKafkaConfigFile();

  void setKafkaConfigFile(String path);

  @Description("Set by the run itself.")
  String getKafkaTopic();

  void setKafkaTopic(String name);

  @Description("Set by the run itself.")
  String getKafkaTopicId();

  void setKafkaTopicId(String id);

  @Description("Set by the run itself.")
  String getKafkaGroup();

  void setKafkaGroup(String group);

  @Description("Set by the run itself.")
  Map<Integer, Long> getKafkaEnds();

  void setKafkaEnds(Map<Integer, Long> ends);

  /** Parses a record: a serialized {@link dev.tideline.event.JsonDecoder.Parser} in Base64. */
  @Description("Set by the run itself.")
  String getKafkaParser();

  void setKafkaParser(String parser);

  /** In ms. */
  @Description("Set by the run itself.")
  long getKafkaWatermarkDelay();

  void setKafkaWatermarkDelay(long delay);

  /** In ms. */
  @Description("Set by the run itself.")
  long getKafkaSpan();

  void setKafkaSpan(long span);

  @Description("Set by the run itself.")
  boolean getKafkaAcceptLoss();

  void setKafkaAcceptLoss(boolean accept);
}
