package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.command.Kills;
import dev.tideline.datasets.output.Format;
import dev.tideline.golden.Weekend;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sql.Database;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.GatewayHealthMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed at random moments of a weekend and started again each time: from its checkpoint
 * on Flink, from its position elsewhere. In the end every record has the fate, and every row the
 * number, that it has in a run that nobody killed. More moments: {@code -Dtideline.kills=20}.
 */
@Tag("exhaustive")
class KillTest {

  /** A start takes some seconds; this is when the last of them is past, or nearly, in ms. */
  private static final int START = 10_000;

  /** In this time it sees records, sums, timers and checkpoints, in ms. */
  private static final int WORK = 3_000;

  @TempDir private static Path shared;
  private static LocalKafka kafka;
  private static Path weekend;

  @TempDir private Path home;

  @BeforeAll
  static void startKafka() throws IOException, InterruptedException {
    kafka = LocalKafka.start(shared.resolve("broker"));
    weekend = Weekend.write(Format.JSONL, shared.resolve("weekend"));
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void fraudVelocity() throws Exception {
    survives(FraudVelocityMain.class, "fraud-velocity", "payments", KillTest::stream);
  }

  @Test
  void opsDashboard() throws Exception {
    survives(OpsDashboardMain.class, "ops-dashboard", "orders", KillTest::stream);
  }

  @Test
  void dailyRevenue() throws Exception {
    survives(DailyRevenueMain.class, "daily-revenue", "orders", KillTest::stream);
  }

  @Test
  void gatewayHealth() throws Exception {
    survives(GatewayHealthMain.class, "gateway-health", "payments", KillTest::stream);
  }

  @Test
  void dailyRevenueInMicroBatches() throws Exception {
    survives(DailyRevenueMain.class, "daily-revenue", "orders", KillTest::microBatches);
  }

  private interface Way {
    Command start(Class<? extends PipelineCommand<?, ?>> command, Path home, List<String> options)
        throws Exception;
  }

  private static Command stream(
      Class<? extends PipelineCommand<?, ?>> command, Path home, List<String> options)
      throws Exception {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--early", "1s"));
    return Command.stream(command, home, all);
  }

  private static Command microBatches(
      Class<? extends PipelineCommand<?, ?>> command, Path home, List<String> options)
      throws Exception {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--mode", "batch", "--every", "1s"));
    return Command.batch(command, home, all);
  }

  private void survives(
      Class<? extends PipelineCommand<?, ?>> command, String pipeline, String name, Way way)
      throws Exception {
    Kills kills = new Kills();
    List<String> options =
        name.equals("payments") ? List.of("--card-key", Weekend.CARD_KEY.toString()) : List.of();
    List<Records.Sent> records = Records.byIngest(Records.of(weekend, name));
    String topic = kafka.empty(name, "CreateTime");
    List<String> live = new ArrayList<>(options);
    live.addAll(kafka.options(topic));
    live.addAll(List.of("--stores", weekend.resolve("stores.jsonl").toString()));
    live.addAll(List.of("--output", home.resolve("live").toString()));

    int sent = 0;
    for (int kill = 1; kill <= Kills.COUNT; kill++) {
      int next = records.size() * kill / (Kills.COUNT + 1);
      try (Command run = way.start(command, home.resolve("run"), live)) {
        switch (kills.next(3)) {
          case 0 -> { // while it starts
            kafka.send(topic, records.subList(sent, next));
            Thread.sleep(kills.next(START));
          }
          case 1 -> { // when it has read all that there is
            kafka.send(topic, records.subList(sent, next));
            LedgerWait.awaitRead(home.resolve("live"), pipeline, next, run);
            Thread.sleep(kills.next(WORK));
          }
          default -> { // when it has something to go on from, and more comes
            kafka.sendUntilCommitted(topic, records.subList(sent, next), run);
            Thread.sleep(kills.next(WORK));
          }
        }
        run.kill();
      }
      sent = next;
    }
    kafka.send(topic, records.subList(sent, records.size()));
    List<String> printed;
    List<String> toTheEnd = new ArrayList<>(live);
    toTheEnd.addAll(List.of("--until", "now"));
    try (Command again = way.start(command, home.resolve("run"), toTheEnd)) {
      printed = again.succeeds();
    }

    List<String> bounded = new ArrayList<>(options);
    bounded.addAll(List.of("--input", weekend.toString()));
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));
    try (Command batch = Command.batch(command, home.resolve("batch"), bounded)) {
      assertThat(
          kills.toString(), LiveTest.verdict(printed), is(LiveTest.verdict(batch.succeeds())));
    }
    StoredAnswer killed =
        new StoredAnswer(Database.inFile(LedgerWait.database(home.resolve("live"))), pipeline);
    assertThat(
        kills.toString(),
        fates(killed.ledger()),
        is(fates(Answer.read(home.resolve("bounded")).ledger())));
  }

  /**
   * The ledger by minutes of ingest, but for what happened on the way to it, and for rejects, which
   * in a file often do not say when they were ingested.
   */
  private static SortedMap<Long, LedgerEntry> fates(SortedMap<Long, LedgerEntry> ledger) {
    SortedMap<Long, LedgerEntry> fates = new TreeMap<>();
    ledger.forEach(
        (minute, entry) -> {
          LedgerEntry kept =
              new LedgerEntry(
                  entry.read() - entry.allRejected(),
                  entry.counted(),
                  entry.duplicate(),
                  entry.tooLate(),
                  entry.outOfScope(),
                  Map.of());
          if (kept.read() > 0) {
            fates.put(minute, kept);
          }
        });
    return fates;
  }
}
