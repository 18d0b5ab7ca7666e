package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.datasets.output.Format;
import dev.tideline.golden.Weekend;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed in the midst of a weekend and started again: from its checkpoint on Flink, from
 * its position elsewhere. In the end nothing is missing and nothing is there twice.
 */
@Tag("exhaustive")
class KillTest {

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
  void signalsOfAKilledStream() throws Exception {
    survives(
        FraudVelocityMain.class,
        "fraud-velocity",
        "payments",
        List.of("--card-key", Weekend.CARD_KEY.toString()),
        KillTest::stream);
  }

  @Test
  void revenueOfAKilledStream() throws Exception {
    survives(DailyRevenueMain.class, "daily-revenue", "orders", List.of(), KillTest::stream);
  }

  @Test
  void revenueOfKilledMicroBatches() throws Exception {
    survives(DailyRevenueMain.class, "daily-revenue", "orders", List.of(), KillTest::microBatches);
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
      Class<? extends PipelineCommand<?, ?>> command,
      String pipeline,
      String name,
      List<String> options,
      Way way)
      throws Exception {
    List<Records.Sent> records = Records.byIngest(Records.of(weekend, name));
    String topic = kafka.empty(name, "CreateTime");
    List<String> live = new ArrayList<>(options);
    live.addAll(kafka.options(topic));
    live.addAll(List.of("--stores", weekend.resolve("stores.jsonl").toString()));
    live.addAll(List.of("--output", home.resolve("live").toString()));

    int third = records.size() / 3;
    kafka.send(topic, records.subList(0, third));
    try (Command run = way.start(command, home.resolve("run"), live)) {
      LedgerWait.awaitRead(home.resolve("live"), pipeline, third, run);
      kafka.sendUntilCommitted(topic, records.subList(third, 2 * third), run);
      run.kill();
    }
    kafka.send(topic, records.subList(2 * third, records.size()));
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
      assertThat(LiveTest.verdict(printed), is(LiveTest.verdict(batch.succeeds())));
    }
  }
}
