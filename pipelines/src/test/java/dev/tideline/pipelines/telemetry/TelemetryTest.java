package dev.tideline.pipelines.telemetry;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.books.Books;
import dev.tideline.books.BooksCoder;
import dev.tideline.broker.Broker;
import dev.tideline.io.answer.AnswerTables;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.sql.Database;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.pipelines.signals.SignalsTopic;
import dev.tideline.records.RejectReason;
import dev.tideline.revenue.RevenueRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus looks at tables and topics that were prepared for it. */
class TelemetryTest {

  private static final long MINUTE = 1_773_738_000_000L; // 2026-03-17T09:00Z
  private static final String PIPELINE = "pipeline=\"shop\"";
  private static final String GROUP = "tideline-shop";
  private static final String APPENDED = "LogAppendTime";
  private static final long WEEK = 604_800_000; // ms
  private static final String STAMPED = "CreateTime";

  @TempDir private static Path folder;
  private static Broker broker;
  private static KafkaCluster cluster;
  private static KafkaProducer<byte[], byte[]> producer;
  private static int named;

  @TempDir private Path home;
  private Telemetry telemetry;
  private int port;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = Broker.start(folder.resolve("broker"));
    cluster = new KafkaCluster(broker.bootstrapServers(), null);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stopBroker() {
    producer.close();
    broker.close();
  }

  @BeforeEach
  void serve() throws IOException {
    telemetry = Telemetry.of("shop");
    port = telemetry.serve(onLoopback(0));
  }

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void whatIsNotKnownIsNotThere() throws Exception {
    assertThat(Scrape.of(port), is(Map.of()));
    assertThat(telemetry.line(), is("nothing in the ledger yet"));
  }

  @Test
  void theLedgerIsServed() throws Exception {
    AnswerTables tables = tables("ledger");
    addToLedger(tables, MINUTE, new LedgerEntry(4, 4, 0, 0, 0, Map.of()));
    addToLedger(
        tables,
        MINUTE + 60_000,
        new LedgerEntry(
            13, 1, 2, 3, 4, Map.of(RejectReason.NOT_JSON, 2L, RejectReason.BAD_TIME, 1L)));

    telemetry.watch(MetricsSource.ledger(tables.stored()));

    assertThat(
        Scrape.of(port),
        is(
            Map.of(
                Scrape.name("up", PIPELINE, "source=\"database\""), 1.0,
                Scrape.name("records_read_total", PIPELINE), 17.0,
                Scrape.name("records_total", "fate=\"counted\"", PIPELINE), 5.0,
                Scrape.name("records_total", "fate=\"duplicate\"", PIPELINE), 2.0,
                Scrape.name("records_total", "fate=\"too_late\"", PIPELINE), 3.0,
                Scrape.name("records_total", "fate=\"out_of_scope\"", PIPELINE), 4.0,
                Scrape.name("records_total", "fate=\"rejected\"", PIPELINE), 3.0,
                Scrape.name("rejected_total", PIPELINE, "reason=\"NOT_JSON\""), 2.0,
                Scrape.name("rejected_total", PIPELINE, "reason=\"BAD_TIME\""), 1.0)));
    assertThat(telemetry.line(), is("17 records read, 5 counted, 3 rejected"));
  }

  @Test
  void aDatabaseThatIsAwayLeavesItsLastValues() throws Exception {
    String up = Scrape.name("up", PIPELINE, "source=\"database\"");
    String read = Scrape.name("records_read_total", PIPELINE);
    AnswerTables tables = tables("here");
    addToLedger(tables, MINUTE, new LedgerEntry(4, 4, 0, 0, 0, Map.of()));
    telemetry.watch(MetricsSource.ledger(tables.stored()));
    assertThat(Scrape.of(port), allOf(hasEntry(up, 1.0), hasEntry(read, 4.0)));

    Files.move(home.resolve("here"), home.resolve("away"));
    assertThat(Scrape.until(port, now -> now.get(up) == 0), hasEntry(read, 4.0));
    assertThat(telemetry.line(), is("4 records read, 4 counted, 0 rejected (no answer: database)"));

    Files.move(home.resolve("away"), home.resolve("here"));
    addToLedger(tables, MINUTE + 60_000, new LedgerEntry(2, 2, 0, 0, 0, Map.of()));
    assertThat(Scrape.until(port, now -> now.get(read) == 6), hasEntry(up, 1.0));
  }

  @Test
  void aDatabaseThatWasNeverThereHasNoValues() throws Exception {
    Database nowhere = Database.inFile(home.resolve("nowhere").resolve("tideline.db"));

    telemetry.watch(MetricsSource.ledger(new AnswerTables(nowhere, "shop").stored()));

    assertThat(
        Scrape.of(port), is(Map.of(Scrape.name("up", PIPELINE, "source=\"database\""), 0.0)));
  }

  @Test
  void theRecordsBehindAreReportedByPartition() throws Exception {
    Topic topic = topic(2, APPENDED);
    long before = System.currentTimeMillis();
    send(topic, 0, null, 5);
    send(topic, 1, null, 3);
    commit(topic, Map.of(0, new Position(2, before - 60_000), 1, new Position(3, before - 90_000)));

    telemetry.watch(MetricsSource.positions(cluster, topic.name(), GROUP));

    Map<String, Double> now = Scrape.of(port);
    assertThat(now, hasEntry(Scrape.name("lag_records", "partition=\"0\"", PIPELINE), 3.0));
    assertThat(now, hasEntry(Scrape.name("lag_records", "partition=\"1\"", PIPELINE), 0.0));
    assertThat(
        now.get(Scrape.name("watermark_lag_seconds", PIPELINE)),
        allOf(greaterThanOrEqualTo(60.0), lessThan(89.0))); // all of partition 1 is read
    assertThat(now, hasEntry(Scrape.name("retention_seconds", PIPELINE), WEEK / 1000.0));
    assertThat(telemetry.line(), containsString(", 3 records behind"));
  }

  @Test
  void theClockOfAReplayedTopicIsItsNewestRecord() throws Exception {
    Topic topic = topic(1, STAMPED);
    send(topic, 0, MINUTE, 3);
    send(topic, 0, MINUTE + 7_500, 1);
    commit(topic, Map.of(0, new Position(1, MINUTE)));

    telemetry.watch(MetricsSource.positions(cluster, topic.name(), GROUP));

    assertThat(Scrape.of(port), hasEntry(Scrape.name("watermark_lag_seconds", PIPELINE), 7.5));
  }

  @Test
  void aBrokerThatIsNotThereHarmsNothing() throws Exception {
    KafkaCluster nowhere = new KafkaCluster("127.0.0.1:1", null);

    telemetry.watch(MetricsSource.positions(nowhere, "payments.v1", GROUP));

    assertThat(
        Scrape.of(port), is(Map.of(Scrape.name("up", PIPELINE, "source=\"positions\""), 0.0)));
  }

  @Test
  void signalsAreCountedAndTimedFromTheStartOn() throws Exception {
    Topic payments = topic(1, APPENDED);
    Topic signals = topic(2, STAMPED);
    signal(signals, 0, MINUTE, 10); // another run's
    String total = Scrape.name("signals_total", PIPELINE);

    telemetry.watch(
        MetricsSource.signals(cluster, new SignalsTopic(signals.name()), payments.name()));
    assertThat(Scrape.of(port), hasEntry(total, 0.0));
    signal(signals, 0, MINUTE, 150);
    signal(signals, 1, MINUTE, 350);
    signal(signals, 1, MINUTE, 60_000);
    signal(signals, 1, MINUTE, -3); // two clocks

    Map<String, Double> now = Scrape.until(port, numbers -> numbers.get(total) == 4);
    assertThat(now, hasEntry(bucket("0.01"), 1.0));
    assertThat(now, hasEntry(bucket("0.1"), 1.0));
    assertThat(now, hasEntry(bucket("0.2"), 2.0));
    assertThat(now, hasEntry(bucket("0.5"), 3.0));
    assertThat(now, hasEntry(bucket("10.0"), 3.0));
    assertThat(now, hasEntry(bucket("+Inf"), 4.0));
    assertThat(now.get(Scrape.name("signal_latency_seconds_sum", PIPELINE)), closeTo(60.5, 1e-9));
    assertThat(telemetry.line(), is("nothing in the ledger yet, 4 signals"));
  }

  @Test
  void signalsAboutAReplayedTopicAreNotTimed() throws Exception {
    Topic payments = topic(1, STAMPED);
    Topic signals = topic(1, APPENDED);

    telemetry.watch(
        MetricsSource.signals(cluster, new SignalsTopic(signals.name()), payments.name()));
    signal(signals, 0, MINUTE, 150);

    assertThat(
        Scrape.until(port, now -> now.get(Scrape.name("signals_total", PIPELINE)) == 1),
        not(hasKey(Scrape.name("signal_latency_seconds_count", PIPELINE))));
  }

  @Test
  void aTopicOfSignalsThatIsMadeLaterIsReadFromItsBeginning() throws Exception {
    Topic payments = topic(1, APPENDED);
    String later = "signals-made-later";

    telemetry.watch(MetricsSource.signals(cluster, new SignalsTopic(later), payments.name()));
    assertThat(Scrape.of(port), is(Map.of(Scrape.name("up", PIPELINE, "source=\"signals\""), 0.0)));
    Topic signals = topic(later, 1, APPENDED);
    signal(signals, 0, MINUTE, 150);

    Scrape.until(port, now -> now.getOrDefault(Scrape.name("signals_total", PIPELINE), 0.0) == 1);
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Telemetry second = Telemetry.of("shop")) {
      IOException taken =
          assertThrows(IOException.class, () -> second.serve(onLoopback(other.getLocalPort())));

      assertThat(
          taken.getMessage(),
          containsString("can't be served at 127.0.0.1:" + other.getLocalPort()));
    }
  }

  private static InetSocketAddress onLoopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static String bucket(String bound) {
    return Scrape.name("signal_latency_seconds_bucket", PIPELINE, "le=\"" + bound + "\"");
  }

  /** The tables of a database in a folder of its own. */
  private AnswerTables tables(String name) throws IOException {
    Path place = Files.createDirectories(home.resolve(name));
    Database database = Database.inFile(place.resolve("tideline.db"));
    AnswerTables tables = new AnswerTables(database, "shop");
    database.check(tables.tables(RevenueRow.FORMAT), Duration.standardSeconds(5));
    return tables;
  }

  private static void addToLedger(AnswerTables tables, long minute, LedgerEntry entry) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    tables.store(
        tables.books(
            "run",
            pipeline.apply(
                "Minute", Create.of(Books.of(minute, entry)).withCoder(BooksCoder.of()))));
    pipeline.run().waitUntilFinish();
  }

  private static Topic topic(int partitions, String timestamps) throws Exception {
    return topic("t" + named++ + ".v1", partitions, timestamps);
  }

  private static Topic topic(String name, int partitions, String timestamps) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Topics topics = Topics.of(cluster)) {
      // What is stamped may be old, and would be deleted at once.
      String retention = timestamps.equals(APPENDED) ? Long.toString(WEEK) : "-1";
      Map<String, String> config =
          Map.of("message.timestamp.type", timestamps, "retention.ms", retention);
      NewTopics.create(admin, List.of(new NewTopic(name, partitions, (short) 1).configs(config)));
      return topics.describe(name);
    }
  }

  private static void send(Topic topic, int partition, Long time, int records) throws Exception {
    for (int i = 0; i < records; i++) {
      producer.send(new ProducerRecord<>(topic.name(), partition, time, null, new byte[1])).get();
    }
  }

  /** Sends a signal that came so many ms after its payment was ingested. */
  private static void signal(Topic topic, int partition, long ingested, long took)
      throws Exception {
    ProducerRecord<byte[], byte[]> signal =
        new ProducerRecord<>(topic.name(), partition, ingested + took, null, new byte[1]);
    byte[] time = Timestamps.format(ingested).getBytes(StandardCharsets.UTF_8);
    signal.headers().add(SignalsTopic.INGEST_TIME, time);
    producer.send(signal).get();
  }

  private static void commit(Topic topic, Map<Integer, Position> positions) {
    try (Topics topics = Topics.of(cluster)) {
      Positions.of(topics, topic, GROUP).commit(positions);
    }
  }
}
