package dev.tideline.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;

import dev.tideline.command.Command;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.FraudVelocityMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The state of cards that are not seen any more is released, as the sizes of checkpoints show. */
@Tag("exhaustive")
@EnabledIfSystemProperty(named = "tideline.runner", matches = "flink") // the one with checkpoints
class IdleCardsTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final int CARDS = 20_000;
  private static final long START = Timestamps.parse("2026-03-17T10:00:00Z");
  private static final long AFTER_THE_TOLERANCE = START + 14 * 60_000;

  @TempDir private Path home;

  @Test
  void stateReturnsToItsFloor() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(home.resolve("broker"))) {
      String topic = kafka.empty("payments", "CreateTime");
      kafka.send(topic, payments(0, 4, START)); // one in each partition: next to no state
      List<String> options = new ArrayList<>(kafka.options(topic));
      options.addAll(List.of("--card-key", TESTDATA.resolve("card.key").toString()));
      options.addAll(
          List.of("--stores", TESTDATA.resolve("freshmart").resolve("stores.jsonl").toString()));
      options.addAll(List.of("--watermark-delay", "1m"));
      options.addAll(List.of("--output", home.resolve("live").toString()));
      try (Command run = Command.stream(FraudVelocityMain.class, home.resolve("run"), options)) {
        long floor = awaitCheckpoint(run, 0, Long.MAX_VALUE);

        kafka.send(topic, payments(4, CARDS, START + 1));
        long full = awaitCheckpoint(run, floor + CARDS * 50L, Long.MAX_VALUE);
        assertThat(full, greaterThan(5 * floor));

        kafka.send(topic, payments(CARDS, CARDS + 4, AFTER_THE_TOLERANCE));
        awaitCheckpoint(run, 0, floor + floor / 2);
      }
    }
  }

  /** Payments of a card each. */
  private static List<Records.Sent> payments(int from, int to, long time) {
    return IntStream.range(from, to)
        .mapToObj(
            card ->
                new Records.Sent(
                    card % 4,
                    time,
                    """
                    {"payment_id":"p%1$d","order_id":"o%1$d","card_number":"%2$d","store_id":"berlin","gateway":"g","amount":1.0,"currency":"EUR","event_time":"%3$s"}"""
                        .formatted(card, 4_000_000_000_000_000L + card, Timestamps.format(time))
                        .getBytes(UTF_8)))
        .toList();
  }

  /** Waits for a whole checkpoint of that size, in bytes. */
  private long awaitCheckpoint(Command run, long least, long most) throws Exception {
    while (true) {
      if (!run.runs()) {
        throw new AssertionError("it ended:\n" + run.tail());
      }
      Optional<Long> size = newestCheckpoint().filter(bytes -> bytes >= least && bytes <= most);
      if (size.isPresent()) {
        return size.get();
      }
      Thread.sleep(200);
    }
  }

  private Optional<Long> newestCheckpoint() throws IOException {
    Path checkpoints = home.resolve("run").resolve("state").resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(metadata -> sizeOf(metadata.getParent()));
    } catch (UncheckedIOException gone) { // an older one was removed meanwhile
      return Optional.empty();
    }
  }

  private static long sizeOf(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (NoSuchFileException gone) {
      return -1;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
