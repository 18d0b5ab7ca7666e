package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.sql.Database;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.pipelines.signals.SignalsTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.joda.time.Duration;

/**
 * The payments of a day as they come, for some minutes, so that there are some before and after
 * whatever is done to a stream of them.
 */
final class LivePayments implements AutoCloseable {

  static final String PIPELINE = "fraud-velocity";

  private static final String SIGNALS = "fraud-signals.v1";
  private static final Duration PATIENCE = Duration.standardSeconds(30);

  private final GeneratedDay day;
  private final Path home;
  private final BrokerProcess broker;
  private final Process replay;

  private LivePayments(GeneratedDay day, Path home, BrokerProcess broker, Process replay) {
    this.day = day;
    this.home = home;
    this.broker = broker;
    this.replay = replay;
  }

  /**
   * Begins to send them, and returns as soon as there are topics.
   *
   * @param rate how many a second
   */
  static LivePayments begin(GeneratedDay day, Path home, int rate) throws Exception {
    BrokerProcess broker = BrokerProcess.start(home.resolve("broker"));
    Process replay = replay(day, home, broker, rate);
    awaitTopics(broker);
    return new LivePayments(day, home, broker, replay);
  }

  /** Begins to send a day, so many records a second. */
  static Process replay(GeneratedDay day, Path home, BrokerProcess broker, int rate)
      throws IOException {
    return Script.start(
        home.resolve("replay.log"),
        "replay",
        "--input",
        day.folder().toString(),
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--rate",
        Integer.toString(rate));
  }

  /** Waits for those topics that sending makes. */
  static void awaitTopics(BrokerProcess broker) throws Exception {
    TestCluster.until(() -> hasTopics(broker));
  }

  /** The stream of them, as {@code scripts/run} and {@code submit} want it. */
  String[] words(String... more) {
    return Stream.concat(
            Stream.of(
                PIPELINE,
                "--mode",
                "stream",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--stores",
                day.folder().resolve("stores.jsonl").toString(),
                "--group",
                "a-test",
                "--output",
                home.resolve("live").toString(),
                "--card-key",
                day.cardKey().toString(),
                "--show",
                "0"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** What one machine says of all of them. */
  Script bounded() throws Exception {
    return Script.run(
            "run",
            PIPELINE,
            "--input",
            day.folder().toString(),
            "--output",
            home.resolve("bounded").toString(),
            "--card-key",
            day.cardKey().toString(),
            "--show",
            "0")
        .ok();
  }

  /** The answer of {@link #bounded}. */
  Answer boundedAnswer() throws IOException {
    return Answer.read(home.resolve("bounded"));
  }

  /** What the stream, which has begun, has noted so far of all that it has read. */
  LedgerEntry ledger() throws IOException {
    Database database = Database.inFile(home.resolve("live").resolve("tideline.db"));
    return new StoredAnswer(database, PIPELINE).total(PATIENCE);
  }

  /** The final signal of each payment that the stream has sent one of. */
  List<String> signals() throws IOException {
    List<String> signals = new ArrayList<>();
    new SignalsTopic(SIGNALS)
        .finalSignals(new KafkaCluster(broker.bootstrapServers(), null), signals::add);
    return signals;
  }

  /** Returns when all were sent. */
  void awaitLast() throws InterruptedException {
    assertThat(replay.waitFor(), is(0));
  }

  private static boolean hasTopics(BrokerProcess broker) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      return admin
          .listTopics()
          .names()
          .get()
          .containsAll(Set.of("payments.v1", "payments.dlq.v1", SIGNALS));
    }
  }

  @Override
  public void close() throws IOException {
    replay.destroyForcibly().onExit().join();
    broker.close();
  }
}
