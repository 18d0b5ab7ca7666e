package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.run.DailyRevenueJob;
import dev.tideline.run.FraudVelocityJob;
import dev.tideline.run.Job;
import dev.tideline.run.OpsDashboardJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hand-made events of {@code testdata/} go through a real Kafka, in any order, into the real
 * commands: what comes out live is what a bounded run makes of the files.
 */
class LiveTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final Path FRESHMART = TESTDATA.resolve("freshmart");

  /** The hand-made days lie so far apart that no order of arrival makes one late for a runner. */
  private static final List<String> ANY_ORDER = List.of("--watermark-delay", "7d");

  @TempDir private static Path broker;
  private static LocalKafka kafka;

  @TempDir private Path home;

  @BeforeAll
  static void startKafka() throws IOException, InterruptedException {
    kafka = LocalKafka.start(broker);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void dailyRevenue() throws Exception {
    comesToTheSame(DailyRevenueJob.class, "orders", List.of());
  }

  @Test
  void opsDashboard() throws Exception {
    comesToTheSame(OpsDashboardJob.class, "orders", List.of());
  }

  @Test
  void fraudVelocity() throws Exception {
    comesToTheSame(
        FraudVelocityJob.class,
        "payments",
        List.of("--card-key", TESTDATA.resolve("card.key").toString()));
  }

  private void comesToTheSame(Class<? extends Job<?>> job, String records, List<String> options)
      throws Exception {
    long seed = System.nanoTime();
    String topic = kafka.replayed(records, Records.shuffled(Records.of(FRESHMART, records), seed));
    List<String> live = new ArrayList<>(options);
    live.addAll(ANY_ORDER);
    live.addAll(kafka.options(topic));
    live.addAll(List.of("--until", "now"));
    live.addAll(List.of("--stores", FRESHMART.resolve("stores.jsonl").toString()));
    live.addAll(List.of("--output", home.resolve("live").toString()));
    List<String> bounded = new ArrayList<>(options);
    bounded.addAll(List.of("--input", FRESHMART.toString()));
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));

    List<String> said;
    try (Command stream = Command.stream(job, home.resolve("stream"), live)) {
      said = stream.succeeds();
    }
    try (Command batch = Command.batch(job, home.resolve("batch"), bounded)) {
      assertThat("seed " + seed, verdict(said), is(verdict(batch.succeeds())));
    }
  }

  /** The digest of the rows, and the fates in books that balance. */
  static List<String> verdict(List<String> report) {
    return report.stream()
        .filter(
            line ->
                line.startsWith("DIGEST ")
                    || line.startsWith("LEDGER ")
                    || line.startsWith("REJECTED "))
        .toList();
  }
}
