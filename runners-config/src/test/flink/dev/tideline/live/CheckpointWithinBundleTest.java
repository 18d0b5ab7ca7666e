package dev.tideline.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.command.Command;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.FraudVelocityMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What leaves a step at the end of a bundle that a checkpoint ends goes on with that checkpoint,
 * not with the next record: a topic may fall silent.
 */
class CheckpointWithinBundleTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final long TIME = Timestamps.parse("2026-03-17T10:00:00Z");
  private static final int PAYMENTS = 5;

  /** Far less than a bundle takes to end by itself. */
  private static final Duration CHECKPOINTS = Duration.ofMillis(50);

  @TempDir private Path home;

  @Test
  @Timeout(180) // without an end it would wait for a record that nobody sends
  void nothingWaitsForTheNextRecord() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(home.resolve("broker"))) {
      String topic = kafka.empty("payments", "CreateTime");
      List<String> options = new ArrayList<>(kafka.options(topic));
      options.addAll(List.of("--card-key", TESTDATA.resolve("card.key").toString()));
      options.addAll(
          List.of("--stores", TESTDATA.resolve("freshmart").resolve("stores.jsonl").toString()));
      options.addAll(List.of("--early", "1s", "--output", home.resolve("live").toString()));
      options.add("--checkpointingInterval=" + CHECKPOINTS.toMillis());
      try (Command run = Command.stream(FraudVelocityMain.class, home.resolve("run"), options)) {
        for (int payment = 0; payment < PAYMENTS; payment++) {
          kafka.send(topic, List.of(payment(payment)));
          LedgerWait.awaitRead(home.resolve("live"), "fraud-velocity", payment + 1, run);
        }
        run.stop();
        run.succeeds();
      }
    }
  }

  /** All of one time: a watermark that goes on would take along what waits. */
  private static Records.Sent payment(int number) {
    return new Records.Sent(
        0,
        TIME,
        """
        {"payment_id":"p%1$d","order_id":"o%1$d","card_number":"%2$d","store_id":"berlin","gateway":"g","amount":1.0,"currency":"EUR","event_time":"%3$s"}"""
            .formatted(number, 4_000_000_000_000_000L + number, Timestamps.format(TIME))
            .getBytes(UTF_8));
  }
}
