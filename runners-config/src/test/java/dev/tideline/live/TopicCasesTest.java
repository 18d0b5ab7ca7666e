package dev.tideline.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.tideline.command.Command;
import dev.tideline.pipelines.DailyRevenueMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@code testdata/cases} that are records of a topic, which their names begin with k.
 */
class TopicCasesTest {

  private static final Path CASES = Path.of("..", "testdata", "cases");

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
  void k81CopiesAcrossPartitions() throws Exception {
    Path folder = CASES.resolve("k81-copies-across-partitions");
    String topic = kafka.replayed("orders", records(folder.resolve("orders.tsv")));
    List<String> options = new ArrayList<>(kafka.options(topic));
    options.addAll(List.of("--stores", folder.resolve("stores.jsonl").toString()));
    String ledger =
        "LEDGER read=3 counted=2 duplicate=1 too_late=0 rejected=0 out_of_scope=0 BALANCED";

    List<String> live = new ArrayList<>(options);
    live.addAll(List.of("--until", "now", "--output", home.resolve("live").toString()));
    try (Command stream = Command.stream(DailyRevenueMain.class, home.resolve("stream"), live)) {
      assertThat(stream.succeeds(), hasItem(ledger));
    }
    List<String> bounded = new ArrayList<>(options);
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));
    try (Command batch = Command.batch(DailyRevenueMain.class, home.resolve("batch"), bounded)) {
      assertThat(batch.succeeds(), hasItem(ledger));
    }
  }

  /** Partition, timestamp, key and value of each record, between tabs. */
  private static List<Records.Sent> records(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("\t"))
        .map(
            fields ->
                new Records.Sent(
                    Integer.parseInt(fields[0]),
                    Long.parseLong(fields[1]),
                    fields[3].getBytes(UTF_8)))
        .toList();
  }
}
