package dev.tideline.io.kafka.sink;

import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * The records of dead letters in the topics where they were found, as far as these still have them.
 * Not shared between threads.
 */
public final class TopicOriginals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int POLL_RECORDS = 100;

  private final Topics topics;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Held> held = new HashMap<>();

  private TopicOriginals(Topics topics, Consumer<byte[], byte[]> consumer) {
    this.topics = topics;
    this.consumer = consumer;
  }

  /** What there is of a topic, by partition: the first offset, and the one past the last. */
  private record Held(Map<Integer, Long> beginnings, Map<Integer, Long> ends) {
    boolean holds(int partition, long offset) {
      return offset >= beginnings.getOrDefault(partition, Long.MAX_VALUE)
          && offset < ends.getOrDefault(partition, 0L);
    }
  }

  /**
   * A record of a topic, or why there is none.
   *
   * @param message the record; null if it is not to be had
   * @param whyNot why not; null if it is
   */
  public record Found(ConsumerRecord<byte[], byte[]> message, String whyNot) {
    private static Found lost(String whyNot) {
      return new Found(null, whyNot);
    }
  }

  /** In the topics of a cluster. */
  public static TopicOriginals on(KafkaCluster cluster) {
    Topics topics = Topics.of(cluster);
    try {
      return new TopicOriginals(topics, cluster.consumer(null, POLL_RECORDS));
    } catch (RuntimeException failure) {
      topics.close();
      throw failure;
    }
  }

  /**
   * Looks for the records of letters where they were found.
   *
   * @return one for each letter
   * @throws KafkaClusterException if a topic is gone, or can't be read
   */
  public Map<DeadLetter, Found> of(List<DeadLetter> letters) {
    Map<TopicPartition, NavigableMap<Long, DeadLetter>> wanted = new HashMap<>();
    Map<DeadLetter, Found> found = new HashMap<>();
    for (DeadLetter letter : letters) {
      String topic = letter.location().source();
      int partition = letter.location().partition();
      if (partition < 0) {
        found.put(letter, Found.lost("it is in a file, and in no topic"));
      } else if (!held.computeIfAbsent(topic, this::heldBy)
          .holds(partition, letter.location().offset())) {
        found.put(letter, Found.lost("its topic no longer has it"));
      } else {
        wanted
            .computeIfAbsent(new TopicPartition(topic, partition), none -> new TreeMap<>())
            .put(letter.location().offset(), letter);
      }
    }
    try {
      wanted.forEach((partition, offsets) -> read(partition, offsets, found));
    } catch (KafkaException failure) {
      throw new KafkaClusterException("records can't be read: " + failure.getMessage(), failure);
    }
    return found;
  }

  private Held heldBy(String name) {
    Topic topic = topics.describe(name);
    return new Held(topics.beginnings(topic), topics.ends(topic));
  }

  private void read(
      TopicPartition partition,
      NavigableMap<Long, DeadLetter> wanted,
      Map<DeadLetter, Found> found) {
    consumer.assign(List.of(partition));
    while (!wanted.isEmpty()) {
      long next = wanted.firstKey();
      consumer.seek(partition, next);
      for (ConsumerRecord<byte[], byte[]> message : poll(partition, next)) {
        DeadLetter letter = wanted.remove(message.offset());
        if (letter != null) {
          found.put(letter, checked(letter, message));
        }
      }
      DeadLetter missing = wanted.remove(next); // compacted away, since there is more behind it
      if (missing != null) {
        found.put(missing, Found.lost("its topic no longer has it"));
      }
    }
  }

  /** The records that come next, or none if there is nothing but what is no record. */
  private List<ConsumerRecord<byte[], byte[]>> poll(TopicPartition partition, long from) {
    long begun = System.nanoTime();
    while (consumer.position(partition) == from) {
      List<ConsumerRecord<byte[], byte[]>> some = consumer.poll(POLL).records(partition);
      if (!some.isEmpty()) {
        return some;
      }
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new KafkaClusterException(
            "nothing came for %d s, though there is more in %s"
                .formatted(PATIENCE.toSeconds(), partition));
      }
    }
    return List.of();
  }

  /** A topic that was made anew has another record at the place. */
  private static Found checked(DeadLetter letter, ConsumerRecord<byte[], byte[]> message) {
    boolean byBroker = message.timestampType() == TimestampType.LOG_APPEND_TIME;
    boolean another =
        letter.ingestTime() != null
            && (byBroker
                ? message.timestamp() != letter.ingestTime()
                : message.timestamp() > letter.ingestTime());
    if (another) {
      return Found.lost("another record stands there now");
    }
    return message.value() == null ? Found.lost("it has no value") : new Found(message, null);
  }

  @Override
  public void close() {
    consumer.close();
    topics.close();
  }
}
