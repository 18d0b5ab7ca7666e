package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.datasets.output.Format;
import dev.tideline.golden.Weekend;
import dev.tideline.pipelines.FraudVelocityMain;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The brokers go away and come back, then the database does not take a row for a while: the run
 * waits, catches up, and has lost nothing.
 */
@Tag("exhaustive")
class OutageTest {

  private static final List<String> CARDS = List.of("--card-key", Weekend.CARD_KEY.toString());

  @TempDir private Path home;

  private LocalKafka kafka;
  private Path weekend;

  @BeforeEach
  void startKafka() throws Exception {
    kafka = LocalKafka.start(home.resolve("broker"));
    weekend = Weekend.write(Format.JSONL, home.resolve("weekend"));
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void signalsAndLedgerHoldAndCatchUp() throws Exception {
    List<Records.Sent> records = Records.byIngest(Records.of(weekend, "payments"));
    int third = records.size() / 3;
    int most = 2 * third;
    String topic = kafka.empty("payments", "CreateTime");
    Path output = home.resolve("live");
    List<String> live = new ArrayList<>(CARDS);
    live.addAll(kafka.options(topic));
    live.addAll(List.of("--stores", weekend.resolve("stores.jsonl").toString()));
    live.addAll(List.of("--output", output.toString(), "--early", "1s"));

    List<String> printed;
    try (Command run = Command.stream(FraudVelocityMain.class, home.resolve("run"), live)) {
      kafka.send(topic, records.subList(0, third));
      LedgerWait.awaitRead(output, "fraud-velocity", third, run);

      kafka.kill();
      run.awaitWord("waiting for it");
      kafka.startAgain();
      kafka.send(topic, records.subList(third, most));
      LedgerWait.awaitRead(output, "fraud-velocity", most, run);

      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + LedgerWait.database(output));
          Statement statement = other.createStatement()) {
        statement.execute("begin immediate");
        kafka.send(topic, records.subList(most, records.size()));
        run.awaitWord("waiting to write to table");
        statement.execute("rollback");
      }
      LedgerWait.awaitRead(output, "fraud-velocity", records.size(), run);
      run.stop();
      run.succeeds();
    }
    live.addAll(List.of("--until", "now"));
    try (Command end = Command.stream(FraudVelocityMain.class, home.resolve("run"), live)) {
      printed = end.succeeds();
    }

    List<String> bounded = new ArrayList<>(CARDS);
    bounded.addAll(List.of("--input", weekend.toString()));
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));
    try (Command batch = Command.batch(FraudVelocityMain.class, home.resolve("batch"), bounded)) {
      assertThat(LiveTest.verdict(printed), is(LiveTest.verdict(batch.succeeds())));
    }
  }
}
