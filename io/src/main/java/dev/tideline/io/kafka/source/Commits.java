package dev.tideline.io.kafka.source;

import dev.tideline.io.kafka.Commit;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands positions from whichever thread finalizes a checkpoint mark to the one that reads, which
 * alone may use the consumer. A commit that fails is only logged: the next one says more.
 */
public final class Commits {

  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final Duration LAST = Duration.ofSeconds(5);

  private final AtomicReference<Map<Integer, Position>> handedOver = new AtomicReference<>();

  /** Leaves these positions to be committed. */
  void handOver(Map<Integer, Position> positions) {
    handedOver.set(positions);
  }

  /** Commits what was left, without waiting for it. */
  void send(Consumer<byte[], byte[]> consumer, Topic topic) {
    Map<Integer, Position> positions = handedOver.getAndSet(null);
    if (positions != null) {
      consumer.commitAsync(
          commits(positions, topic),
          (offsets, failure) -> {
            if (failure != null) {
              LOG.warn("positions {} were not committed", offsets, failure);
            }
          });
    }
  }

  /** Commits what was left, and waits a little for it. */
  void finish(Consumer<byte[], byte[]> consumer, Topic topic) {
    Map<Integer, Position> positions = handedOver.getAndSet(null);
    if (positions != null) {
      try {
        consumer.commitSync(commits(positions, topic), LAST);
      } catch (KafkaException failure) {
        LOG.warn("positions {} were not committed", positions, failure);
      }
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> commits(
      Map<Integer, Position> positions, Topic topic) {
    Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    positions.forEach(
        (partition, position) ->
            commits.put(topic.partition(partition), Commit.of(position, topic)));
    return commits;
  }
}
