package dev.tideline.pipelines.telemetry;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.signals.SignalsTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the topic of signals. */
final class SignalMetrics implements MetricsSource {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaCluster cluster;
  private final SignalsTopic signals;
  private final String readTopic;
  private Consumer<byte[], byte[]> consumer;
  private boolean timed;
  private boolean fromBeginning;

  SignalMetrics(KafkaCluster cluster, SignalsTopic signals, String readTopic) {
    this.cluster = cluster;
    this.signals = signals;
    this.readTopic = readTopic;
  }

  @Override
  public String name() {
    return "signals";
  }

  @Override
  public void look(Metrics metrics) throws IOException {
    if (consumer == null) {
      consumer = open();
      metrics.signals(0); // from here on they are counted
    }
    // Polling alone would not tell that nobody answers.
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
    long latest = System.nanoTime();
    while (!reached(ends)) {
      ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
      metrics.signals(some.count());
      some.forEach(signal -> measure(signal, metrics));
      if (!some.isEmpty()) {
        latest = System.nanoTime();
      } else if (System.nanoTime() - latest > PATIENCE.toNanos()) {
        throw new IOException("nothing came, though there is more in " + signals.topic());
      }
    }
  }

  private Consumer<byte[], byte[]> open() {
    List<TopicPartition> partitions;
    try (Topics topics = Topics.of(cluster, PATIENCE)) {
      timed = topics.describe(readTopic).logAppendTime();
      Topic topic = topics.describe(signals.topic());
      partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(number -> new TopicPartition(topic.name(), number))
              .toList();
    } catch (KafkaClusterException unusable) {
      // One that is made later holds nothing older than this run.
      fromBeginning |= unusable.getCause() instanceof UnknownTopicOrPartitionException;
      throw unusable;
    }
    Map<String, Object> properties = new HashMap<>(cluster.connection());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, fromBeginning ? "earliest" : "latest");
    Consumer<byte[], byte[]> opened =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      opened.assign(partitions);
      partitions.forEach(partition -> opened.position(partition, PATIENCE)); // settles it now
    } catch (RuntimeException noAnswer) {
      opened.close();
      throw noAnswer;
    }
    return opened;
  }

  /** The ends of compacted or transactional topics may belong to no record: positions tell. */
  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  /**
   * How long a signal took. Where a replayer stamped the payments, their time of ingest is long
   * past, and there is nothing to measure.
   */
  private void measure(ConsumerRecord<byte[], byte[]> signal, Metrics metrics) {
    Header ingested = signal.headers().lastHeader(SignalsTopic.INGEST_TIME);
    if (!timed || ingested == null) {
      return;
    }
    try {
      String time = new String(ingested.value(), StandardCharsets.UTF_8);
      metrics.latency(signal.timestamp() - Timestamps.parse(time));
    } catch (NumberFormatException foreign) {
      // Someone else's message: counted like the others, but it says nothing of our speed.
    }
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close(Duration.ofSeconds(1));
    }
  }
}
