package dev.tideline.io.kafka.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.deadletters.Original;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topics;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of a dead-letter topic back to the topics where they were found, each once:
 * they and the position in the dead-letter topic are committed in one transaction. Whoever is
 * killed leaves nothing that a reader of committed records sees; of two at a time the brokers end
 * the one that began first.
 *
 * <p>A record goes to its own partition, with its key and headers, and the header {@link
 * #REPLAYED_FROM}. Its stamp stays too, where its topic takes that of producers.
 */
public final class PutBack {

  /** The header of where the record was found: {@code TOPIC-PARTITION@OFFSET}. */
  public static final String REPLAYED_FROM = "replayed_from";

  /** How many letters are done in one transaction. */
  private static final int AT_ONCE = 500;

  private final KafkaCluster cluster;
  private final DeadLetters letters;
  private final String name;

  private PutBack(KafkaCluster cluster, DeadLetters letters) {
    this.cluster = cluster;
    this.letters = letters;
    this.name = nameFor(letters.topic());
  }

  /** From a dead-letter topic. */
  public static PutBack from(KafkaCluster cluster, DeadLetters letters) {
    return new PutBack(cluster, letters);
  }

  /** The group that keeps the position in a dead-letter topic, and the id of its transactions. */
  public static String nameFor(String topic) {
    return "tideline-dlq-" + topic;
  }

  /**
   * What became of the letters of a topic.
   *
   * @param sent how many records were sent back
   * @param before how many letters are of records that had been seen to before
   * @param not those that could not, with why not; their letters have been seen to as well
   */
  public record Result(int sent, int before, List<Original> not) {}

  /** A letter, and where it is in its topic. */
  private record Unread(DeadLetter letter, TopicPartition partition, long offset) {}

  /**
   * Sends back what has not been yet.
   *
   * @throws KafkaClusterException if there is no such topic, or a record is not taken
   * @throws IOException if the topic holds something else than dead letters
   */
  public Result run() throws IOException {
    Map<Integer, Long> positions;
    try (Topics topics = Topics.of(cluster)) { // before all: it names topics that are meant perhaps
      positions = new HashMap<>(topics.beginnings(topics.describe(letters.topic())));
    }
    try (Producer<byte[], byte[]> producer = producer();
        TopicOriginals originals = TopicOriginals.on(cluster)) {
      producer.initTransactions(); // from here on nobody else can commit, so the position stays
      positions.putAll(committed(positions.keySet()));
      Set<RecordLocation> seen = new HashSet<>();
      List<Unread> unread = new ArrayList<>();
      int again = read(positions, seen, unread);
      List<Original> not = new ArrayList<>();
      for (int from = 0; from < unread.size(); from += AT_ONCE) {
        List<Unread> some = unread.subList(from, Math.min(from + AT_ONCE, unread.size()));
        not.addAll(send(some, originals, producer));
      }
      return new Result(unread.size() - not.size(), again, List.copyOf(not));
    } catch (KafkaException failure) {
      throw new KafkaClusterException(
          "records of %s can't be sent back: %s".formatted(letters.topic(), failure.getMessage()),
          failure);
    }
  }

  /**
   * Reads the letters, those of a partition in their order.
   *
   * @return how many are of records that have been seen to
   */
  private int read(Map<Integer, Long> positions, Set<RecordLocation> seen, List<Unread> unread)
      throws IOException {
    List<Unread> all = new ArrayList<>();
    letters.read(
        cluster,
        (letter, message) ->
            all.add(
                new Unread(
                    letter,
                    new TopicPartition(message.topic(), message.partition()),
                    message.offset())));
    for (Unread each : all) {
      if (each.offset < positions.getOrDefault(each.partition.partition(), 0L)) {
        seen.add(each.letter.location());
      }
    }
    for (Unread each : all) {
      if (each.offset >= positions.getOrDefault(each.partition.partition(), 0L)
          && seen.add(each.letter.location())) {
        unread.add(each);
      }
    }
    return all.size() - unread.size();
  }

  private Map<Integer, Long> committed(Set<Integer> partitions) {
    Set<TopicPartition> asked =
        partitions.stream()
            .map(partition -> new TopicPartition(letters.topic(), partition))
            .collect(Collectors.toSet());
    Map<Integer, Long> committed = new HashMap<>();
    try (Consumer<byte[], byte[]> group = cluster.consumer(name, 1)) {
      group
          .committed(asked)
          .forEach(
              (partition, position) -> {
                if (position != null) {
                  committed.put(partition.partition(), position.offset());
                }
              });
    }
    return committed;
  }

  /** Sends back the records of some letters, and moves the position behind them, in one act. */
  private List<Original> send(
      List<Unread> some, TopicOriginals originals, Producer<byte[], byte[]> producer) {
    Map<DeadLetter, TopicOriginals.Found> found =
        originals.of(some.stream().map(Unread::letter).toList());
    List<Original> not = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    producer.beginTransaction();
    for (Unread each : some) {
      TopicOriginals.Found record = found.get(each.letter);
      if (record.whyNot() == null) {
        Future<?> unused = producer.send(message(record.message())); // a failure fails the commit
      } else {
        not.add(Original.lost(each.letter, record.whyNot()));
      }
      positions.put(each.partition, new OffsetAndMetadata(each.offset + 1));
    }
    producer.sendOffsetsToTransaction(positions, new ConsumerGroupMetadata(name));
    producer.commitTransaction();
    return not;
  }

  private static ProducerRecord<byte[], byte[]> message(ConsumerRecord<byte[], byte[]> record) {
    RecordLocation from =
        RecordLocation.inTopic(record.topic(), record.partition(), record.offset());
    Headers headers = new RecordHeaders(record.headers());
    headers.remove(REPLAYED_FROM).add(REPLAYED_FROM, from.toString().getBytes(UTF_8));
    return new ProducerRecord<>(
        record.topic(),
        record.partition(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = new HashMap<>(cluster.connection());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.MAX_VALUE); // brokers decide
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
