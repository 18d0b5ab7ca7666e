package dev.tideline.benchmarks.streams;

import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.payment.CardToken;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * fraud-velocity over a topic, in Kafka Streams: payments repartitioned by their card, and a store
 * in memory with its changelog.
 */
public final class StreamsVelocity {

  private static final int LARGEST_RECORD = 2_200_000; // as large as dead letters may be
  private static final int COMMIT_MILLIS = 5_000; // as often as engines take checkpoints

  private StreamsVelocity() {}

  /** Reads a topic, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    Map<TopicPartition, Long> ends = ends(given);
    long waiting = ends.values().stream().mapToLong(end -> end).sum();
    CountDownLatch left = new CountDownLatch(given.untilNow() ? Math.toIntExact(waiting) : 1);
    Runnable done = given.untilNow() ? left::countDown : () -> {};
    try (KafkaStreams streams =
        new KafkaStreams(topology(given, ends.size(), done), settings(given))) {
      streams.start();
      while (!left.await(1, TimeUnit.SECONDS)) {
        if (streams.state().hasCompletedShutdown()) {
          throw new IllegalStateException("it has failed: " + streams.state());
        }
      }
    } // commits, and sends what has not been sent
  }

  /** How many records each partition has had; none may have been deleted. */
  private static Map<TopicPartition, Long> ends(Arguments given)
      throws InterruptedException, ExecutionException {
    String topic = given.text("topic");
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, given.text("bootstrap-servers")))) {
      int partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
      Map<TopicPartition, OffsetSpec> latest =
          IntStream.range(0, partitions)
              .mapToObj(partition -> new TopicPartition(topic, partition))
              .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
      return admin.listOffsets(latest).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }
  }

  private static Properties settings(Arguments given) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, given.text("bootstrap-servers"));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, given.text("group"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, given.text("state"));
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, given.number("parallelism"));
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    int linger = given.untilNow() ? 5 : 0; // a backlog goes in large batches, a signal at once
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), linger);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD);
    return settings;
  }

  /**
   * The graph.
   *
   * @param partitions how many the topic has
   * @param done is run after each of its records
   */
  static Topology topology(Arguments given, int partitions, Runnable done) throws IOException {
    Stores stores = Stores.of(StoreList.read(given.path("stores")));
    String parser = given.text("parser");
    StreamsBuilder graph = new StreamsBuilder();
    graph.addStateStore(
        keyValueStoreBuilder(inMemoryKeyValueStore(Watching.STORE), Formats.CARD, Formats.LATEST));
    graph.stream(given.text("topic"), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(() -> new Reading(stores, parser, done))
        .split()
        .branch(
            (card, read) -> card == null,
            Branched.withConsumer(
                rejected ->
                    rejected
                        .mapValues(Reading.Read::rejected)
                        .to(
                            given.text("dead-letters"),
                            Produced.with(Formats.CARD, Serdes.ByteArray()))))
        .defaultBranch(
            Branched.withConsumer(
                sound -> watch(sound.mapValues(Reading.Read::payment), given, partitions, done)));
    return graph.build();
  }

  private static void watch(
      KStream<CardToken, CardPayment> payments, Arguments given, int partitions, Runnable done) {
    String signals = given.text("signals");
    int threshold = given.number("threshold");
    payments
        .repartition(Repartitioned.with(Formats.CARD, Formats.PAYMENT).withName("by-card"))
        .process(() -> new Watching(signals, threshold, partitions, done), Watching.STORE)
        .to(signals, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
  }
}
