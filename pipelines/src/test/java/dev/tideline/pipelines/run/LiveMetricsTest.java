package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.tideline.broker.Broker;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.telemetry.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live run tells of itself while it goes on. */
class LiveMetricsTest {

  private static final String PIPELINE = "pipeline=\"fraud-velocity\"";

  @TempDir private static Path folder;
  private static Broker broker;

  @TempDir private Path home;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = Broker.start(folder.resolve("broker"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Map<String, String> appended = Map.of("message.timestamp.type", "LogAppendTime");
      NewTopics.create(
          admin,
          List.of(
              new NewTopic("payments.v1", 2, (short) 1).configs(appended),
              new NewTopic("fraud-signals.v1", 1, (short) 1).configs(appended),
              new NewTopic("payments.dlq.v1", 1, (short) 1)));
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void aRunOnKafkaIsWatchedUntilItIsStopped() throws Exception {
    int port = freePort();
    Terminal.Running run = Terminal.start(new FraudVelocityMain(), fraudVelocity("live", port));
    Scrape.untilServed(port, run.code());
    for (int i = 0; i < 5; i++) {
      send(payment("p" + i));
    }
    String sentAgain = payment("p5"); // it happens now, and in its duplicates too
    send(sentAgain);
    send(sentAgain);
    send("no payment");

    // Every copy is entered as counted, until its card has found that it is one.
    Map<String, Double> now =
        Scrape.until(
            port,
            numbers ->
                is(8.0).matches(numbers.get(Scrape.name("records_read_total", PIPELINE)))
                    && is(1.0)
                        .matches(
                            numbers.get(
                                Scrape.name("records_total", "fate=\"duplicate\"", PIPELINE))));
    assertThat(now, hasEntry(Scrape.name("records_total", "fate=\"counted\"", PIPELINE), 6.0));
    assertThat(now, hasEntry(Scrape.name("rejected_total", PIPELINE, "reason=\"NOT_JSON\""), 1.0));
    now =
        Scrape.until(
            port,
            numbers ->
                is(2.0)
                    .matches(numbers.get(Scrape.name("signal_latency_seconds_count", PIPELINE))));
    assertThat(now, hasEntry(Scrape.name("signals_total", PIPELINE), 2.0));
    assertThat(
        now.get(Scrape.name("signal_latency_seconds_sum", PIPELINE)), greaterThanOrEqualTo(0.0));
    // The Direct runner moves a position on only when more has come after it; how much more depends
    // on when it makes a new reader, which it does by chance.
    double sent = 8;
    do {
      send(sentAgain);
      sent++;
      double all = sent;
      now =
          Scrape.until(
              port,
              numbers -> is(all).matches(numbers.get(Scrape.name("records_read_total", PIPELINE))));
    } while (!now.containsKey(Scrape.name("watermark_lag_seconds", PIPELINE)));
    assertThat(
        now.get(Scrape.name("lag_records", "partition=\"0\"", PIPELINE)), is(lessThan(sent)));
    assertThat(now, hasEntry(Scrape.name("lag_records", "partition=\"1\"", PIPELINE), 0.0));

    run.stop();
    Terminal.Ended ended = run.ended();
    assertThat(ended.err(), ended.code(), is(0));
    assertThat(ended.err(), containsString("metrics at http://127.0.0.1:" + port + "/metrics"));
    assertThat(
        "it is as far as the metrics said", ended.printed("LEDGER").get(0), endsWith(" STOPPED"));
  }

  @Test
  void aPortThatIsTakenIsAMistakeInTheCommand() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Terminal.Ended ended =
          Terminal.run(new FraudVelocityMain(), fraudVelocity("refused", other.getLocalPort()));

      assertThat(ended.code(), is(2));
      assertThat(
          ended.mistakes(),
          hasItem(
              "--metrics-port: metrics can't be served at 127.0.0.1:%d: Address already in use; give another, or none"
                  .formatted(other.getLocalPort())));
    }
  }

  @Test
  void aRunThatJustEndsServesNoMetrics() throws Exception {
    OneStore shop = OneStore.in(home.resolve("shop"));
    Terminal.Ended ended =
        Terminal.run(
            new DailyRevenueMain(),
            "--input",
            shop.toString(),
            "--output",
            home.resolve("answer").toString(),
            "--metrics-port",
            "9100");

    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString("--metrics-port is for --mode stream, or --every"));
  }

  /** The words of a stream that serves its metrics there. */
  private String[] fraudVelocity(String name, int port) throws IOException {
    Path place = Files.createDirectories(home.resolve(name));
    OneStore shop = OneStore.in(place.resolve("shop"));
    return new String[] {
      "--mode",
      "stream",
      "--bootstrap-servers",
      broker.bootstrapServers(),
      "--group",
      name,
      "--stores",
      place.resolve("shop").resolve("stores.jsonl").toString(),
      "--card-key",
      shop.cardKey(),
      "--output",
      place.resolve("answer").toString(),
      "--early",
      "500ms",
      "--metrics-port",
      "" + port
    };
  }

  /** A payment made just now, as all by the same card. */
  private static String payment(String id) {
    String now = Timestamps.format(System.currentTimeMillis());
    return OneStore.payment(id).replace("2026-03-17T09:00:00.000Z", now);
  }

  private static void send(String value) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("payments.v1", 0, null, value.getBytes(UTF_8))).get();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
