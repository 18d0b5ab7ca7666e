package dev.tideline.benchmarks.bench.work;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.broker.BrokerProcess;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.ops.kafka.UnsecuredCluster.Stamped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A broker of its own that holds one data set, in the topics that the product reads. */
final class Topics implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final Duration POLL = Duration.ofMillis(200);

  private final BrokerProcess broker;
  private final UnsecuredCluster cluster;

  private Topics(BrokerProcess broker) {
    this.broker = broker;
    this.cluster = new UnsecuredCluster(broker.bootstrapServers());
  }

  /**
   * Starts a broker and plays a data set into it.
   *
   * @param folder an empty one, for the broker
   */
  static Topics of(DataSet data, DataSets dataSets, Path folder)
      throws IOException, InterruptedException {
    Topics topics = new Topics(BrokerProcess.start(folder));
    try {
      dataSets.play(data, topics.bootstrapServers());
      topics.cluster.createTopic(Asked.DEAD_LETTERS, 1, Stamped.LogAppendTime);
      return topics;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      topics.close();
      throw failure;
    }
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Makes the topic of a run's signals. */
  void makeReady(Asked asked) throws InterruptedException {
    if (asked.question() == Question.VELOCITY) {
      cluster.createTopic(asked.signals(), PARTITIONS, Stamped.LogAppendTime);
    }
  }

  /** What a run has signalled in the end: of each payment the signal of the highest score. */
  String digest(Asked asked) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, Long> scores = new HashMap<>();
    Map<String, String> signals = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer = cluster.consumer()) {
      List<TopicPartition> partitions = cluster.partitions(asked.signals());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long left = consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          left--;
          JsonNode signal = json.readTree(new String(record.value(), UTF_8));
          String payment = signal.required("payment_id").textValue();
          long score = signal.required("score").longValue();
          if (scores.merge(payment, score, Math::max) == score) {
            signals.put(payment, new String(record.value(), ISO_8859_1));
          }
        }
      }
    }
    return Digest.of(signals.values());
  }

  @Override
  public void close() {
    broker.close();
  }
}
