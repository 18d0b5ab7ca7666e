package dev.tideline.pipelines.options;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.pipelines.cli.Durations;
import dev.tideline.pipelines.cli.Mistakes;
import java.util.Optional;
import org.joda.time.Duration;
import picocli.CommandLine.Option;

/** The options of a run that reads Kafka, as typed. */
final class KafkaOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Read Kafka, there, instead of files.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "A properties file for the Kafka clients: security and passwords go there, never on the"
              + " command line.")
  private String config;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic to read (default: orders.v1 or payments.v1).")
  private String topic;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "The consumer group that keeps the position (default: tideline-PIPELINE).")
  private String group;

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description =
          "stopped: go on until stopped (default); now: go on to what is there at the start, then"
              + " end, and every window fires for the last time.")
  private String until;

  @Option(
      names = "--watermark-delay",
      paramLabel = "TIME",
      description =
          "How far the watermark stays behind the time of ingest (default: the pipeline's own; 1 h"
              + " where producers stamp the topic, whose stamps may step back by that).")
  private String watermarkDelay;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many readers share the partitions at most (default 0: as the runner likes).")
  private String readers;

  @Option(
      names = "--kafka-source",
      paramLabel = "NAME",
      description =
          "With --mode stream: batched, a source that hands over many records at a time (default);"
              + " beam, Beam's KafkaIO, which hands over each by itself.")
  private String source;

  @Option(
      names = "--accept-loss",
      description =
          "Go on though records that were not read yet have been deleted by retention. Without it"
              + " such a run does not start.")
  private boolean acceptLoss;

  /**
   * What they say; empty if no Kafka is named. What is wrong is null, and noted.
   *
   * @param streams whether the source is read as one that never ends
   */
  Optional<KafkaSettings> check(boolean streams, Mistakes mistakes) {
    if (until != null && !"stopped".equals(until) && !"now".equals(until)) {
      mistakes.add("--until wants now or stopped, not '" + until + "'");
    }
    if (source != null && !"batched".equals(source) && !"beam".equals(source)) {
      mistakes.add("--kafka-source wants batched or beam, not '" + source + "'");
    }
    if ("beam".equals(source) && !streams) {
      mistakes.add(
          "--kafka-source beam is for --mode stream: KafkaIO reads no fixed range of offsets");
    }
    Duration delay =
        mistakes.parse("--watermark-delay", watermarkDelay, Durations.FORM, Durations::parse);
    Integer most = mistakes.number("--readers", readers);
    if (bootstrapServers == null) {
      onlyWithKafka("--kafka-config", config, mistakes);
      onlyWithKafka("--topic", topic, mistakes);
      onlyWithKafka("--group", group, mistakes);
      onlyWithKafka("--until", until, mistakes);
      onlyWithKafka("--kafka-source", source, mistakes);
      onlyWithKafka("--accept-loss", acceptLoss ? "" : null, mistakes);
      onlyWithKafka("--watermark-delay", watermarkDelay, mistakes);
      return Optional.empty();
    }
    return Optional.of(
        new KafkaSettings(
            new KafkaCluster(bootstrapServers, config),
            topic,
            group,
            "now".equals(until),
            delay,
            most == null ? 0 : most,
            "beam".equals(source),
            acceptLoss));
  }

  /** Notes that an option was given that has no meaning. */
  static void onlyWithKafka(String option, String value, Mistakes mistakes) {
    if (value != null) {
      mistakes.add(option + " is of no use without --bootstrap-servers HOST:PORT");
    }
  }
}
