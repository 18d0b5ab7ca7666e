package dev.tideline.io.kafka.source;

import dev.tideline.broker.Broker;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.json.Timestamps;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentJson;
import dev.tideline.records.Reject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with topics of payments, and readers of them. */
public final class PaymentTopics implements AutoCloseable {

  public static final long T0 = Instant.parse("2026-03-17T12:00:00Z").toEpochMilli();
  public static final long DELAY = 1_000;
  public static final Map<String, String> STAMPED = Map.of("message.timestamp.type", "CreateTime");
  public static final Map<String, String> APPENDED =
      Map.of("message.timestamp.type", "LogAppendTime");

  public static final JsonEventType<Payment> PAYMENTS =
      new JsonEventType<>(
          "Payments", PaymentCoders.PAYMENT, record -> PaymentJson.read(record, tokens()));

  private final Path directory;
  private Broker broker;
  private KafkaProducer<byte[], byte[]> producer;
  private int named;
  private final List<Future<?>> underWay = new ArrayList<>();

  private PaymentTopics(Path directory, Broker broker) {
    this.directory = directory;
    this.broker = broker;
    this.producer = producer(Map.of("batch.size", 65_536));
  }

  private static CardTokens tokens() {
    return new CardTokens(
        () -> "a key of at least 32 bytes for tests".getBytes(StandardCharsets.UTF_8));
  }

  public static PaymentTopics start(Path directory) throws IOException {
    return new PaymentTopics(directory, Broker.start(directory));
  }

  public KafkaCluster cluster() {
    return new KafkaCluster(broker.bootstrapServers(), null);
  }

  public void stopBroker() {
    broker.close();
  }

  public void startBrokerAgain() throws IOException {
    broker = Broker.start(directory, broker.port());
  }

  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** Makes a topic with a name of its own. */
  public Topic topic(int partitions, Map<String, String> config) throws Exception {
    String name = "payments" + named++ + ".v1";
    try (Admin admin = admin();
        Topics topics = Topics.of(cluster())) {
      NewTopics.create(admin, List.of(new NewTopic(name, partitions, (short) 1).configs(config)));
      return topics.describe(name);
    }
  }

  /** Gives a topic more partitions. */
  public void grow(Topic topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(partitions)))
          .all()
          .get();
    }
    try (Topics topics = Topics.of(cluster())) {
      while (topics.describe(topic.name()).partitions() < partitions) {
        Thread.onSpinWait(); // they are made before the broker knows of them
      }
    }
  }

  /** Deletes a topic, and makes another of its name. */
  public Topic makeAnew(Topic topic, Map<String, String> config) throws Exception {
    try (Admin admin = admin();
        Topics topics = Topics.of(cluster())) {
      admin.deleteTopics(List.of(topic.name())).all().get();
      NewTopic anew = new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(config);
      while (true) {
        try {
          NewTopics.create(admin, List.of(anew));
          break;
        } catch (ExecutionException notYetGone) {
          Thread.onSpinWait();
        }
      }
      Topic found = visible(topics, topic.name());
      while (!found.isNot(topic.id())) {
        found = visible(topics, topic.name());
      }
      return found;
    }
  }

  /** Of one that is made anew the broker may for a moment know neither the old nor the new. */
  private static Topic visible(Topics topics, String name) {
    while (true) {
      try {
        return topics.describe(name);
      } catch (KafkaClusterException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  public void deleteBefore(Topic topic, int partition, long offset) throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(Map.of(topic.partition(partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  /** A payment made one second before a time, as JSON. */
  public static byte[] payment(String id, long time) {
    return """
        {"payment_id":"%s","order_id":"o","card_number":"4929123412341234","store_id":"berlin",\
        "gateway":"g","amount":12.34,"currency":"EUR","event_time":"%s"}"""
        .formatted(id, Timestamps.format(time - 1_000))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Sends a payment that was ingested at a time. */
  public void send(Topic topic, int partition, long time, String id) throws Exception {
    sendRaw(topic, partition, time, payment(id, time));
  }

  /**
   * Sends a payment that was ingested at a time, not waiting for the broker; see {@link #flush}.
   */
  public void sendSoon(Topic topic, int partition, long time, String id) {
    underWay.add(
        producer.send(
            new ProducerRecord<>(topic.name(), partition, time, null, payment(id, time))));
  }

  /** Waits until the broker has all that was sent. */
  public void flush() throws ExecutionException, InterruptedException {
    producer.flush();
    for (Future<?> sent : underWay) {
      sent.get();
    }
    underWay.clear();
  }

  public void sendRaw(Topic topic, int partition, long time, byte[] value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic.name(), partition, time, null, value)).get();
  }

  /** Everything there is of a topic, from what its group has committed, and no end. */
  public Run live(Topic topic) {
    try (Topics topics = Topics.of(cluster())) {
      Map<Integer, Position> starts = Positions.of(topics, topic, group(topic)).start(0, false);
      Subscription forEver =
          new Subscription(
              cluster(),
              topic.name(),
              topic.id(),
              group(topic),
              Map.of(),
              DELAY,
              Long.MAX_VALUE,
              false);
      return new Run(topic, starts, forEver);
    }
  }

  /** Everything there is of a topic now. */
  public Run now(Topic topic) {
    try (Topics topics = Topics.of(cluster())) {
      return live(topic).upTo(topics.ends(topic));
    }
  }

  /** A run: what it reads, and how. */
  public record Run(Topic topic, Map<Integer, Position> starts, Subscription how) {

    public KafkaSource<Payment> source() {
      return KafkaSource.of(topic, starts, PAYMENTS.coder());
    }

    public PipelineOptions options() {
      PipelineOptions options = PipelineOptionsFactory.create();
      how.tell(options, PAYMENTS.parser());
      return options;
    }

    Map<Integer, Long> ends() {
      return how.ends();
    }

    Run upTo(Map<Integer, Long> ends) {
      return reading(ends, how.delay(), how.span(), how.acceptLoss());
    }

    Run delayedBy(long delay) {
      return reading(how.ends(), delay, how.span(), how.acceptLoss());
    }

    Run atATime(long span) {
      return reading(how.ends(), how.delay(), span, how.acceptLoss());
    }

    Run acceptingLoss() {
      return reading(how.ends(), how.delay(), how.span(), true);
    }

    private Run reading(Map<Integer, Long> ends, long delay, long span, boolean acceptLoss) {
      return new Run(
          topic,
          starts,
          new Subscription(
              how.cluster(), topic.name(), topic.id(), how.group(), ends, delay, span, acceptLoss));
    }
  }

  public static String group(Topic topic) {
    return "tideline-" + topic.name();
  }

  public static Reader open(Run run) {
    return open(run.source(), null, run);
  }

  /** Goes on from a checkpoint mark of another run, whose source is gone on with too. */
  public static Reader open(KafkaSource<Payment> then, KafkaCheckpoint checkpoint, Run now) {
    return new Reader(then.createReader(now.options(), checkpoint));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    broker.close();
  }

  /** A reader, and what it has handed over. */
  static final class Reader implements AutoCloseable {
    final UnboundedSource.UnboundedReader<EventBatch<Payment>> beam;
    final List<String> ids = new ArrayList<>();
    final List<Reject> rejects = new ArrayList<>();
    private boolean started;

    Reader(UnboundedSource.UnboundedReader<EventBatch<Payment>> beam) {
      this.beam = beam;
    }

    /** Calls once, as a runner does. */
    boolean call() {
      boolean available;
      try {
        available = started ? beam.advance() : beam.start();
      } catch (IOException unexpected) {
        throw new UncheckedIOException(unexpected);
      }
      started = true;
      if (available) {
        EventBatch<Payment> batch = beam.getCurrent();
        batch.events().forEach(each -> ids.add(each.paymentId()));
        rejects.addAll(batch.rejects());
      }
      return available;
    }

    Reader until(BooleanSupplier condition) {
      while (!condition.getAsBoolean()) {
        call();
      }
      return this;
    }

    Reader untilRead(int records) {
      return until(() -> ids.size() + rejects.size() >= records);
    }

    Reader untilWatermark(Predicate<Long> condition) {
      return until(() -> condition.test(watermark()));
    }

    Reader untilEnd() {
      return until(this::ended);
    }

    boolean ended() {
      return !beam.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE);
    }

    long watermark() {
      return beam.getWatermark().getMillis();
    }

    KafkaCheckpoint checkpoint() {
      return (KafkaCheckpoint) beam.getCheckpointMark();
    }

    @Override
    public void close() throws IOException {
      beam.close();
    }
  }
}
