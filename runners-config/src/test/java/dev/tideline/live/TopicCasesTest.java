package dev.tideline.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.command.Command;
import dev.tideline.golden.Weekend;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sql.Database;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@code testdata/cases} that are records of a topic, of kinds that a topic alone has.
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

  @Test
  void k76TopicMadeAnew() throws Exception {
    Path folder = CASES.resolve("k76-topic-made-anew");
    String topic = kafka.replayed("orders", records(folder.resolve("first.tsv")));
    assertThat(untilNow(topic, folder, "live"), hasItem(startsWith("LEDGER read=5 counted=5 ")));

    kafka.makeAnew(topic);
    kafka.send(topic, records(folder.resolve("second.tsv")));

    List<String> refused = stream(topic, folder, "live", "--until", "now").outcome();
    assertThat(refused, hasItem(containsString(topic + " was deleted and made anew: ")));
    assertThat(refused, hasItem("exit 2"));
    assertThat(rowsIn(home.resolve("live")), is(5L));
    assertThat(
        untilNow(topic, folder, "another"), hasItem(startsWith("LEDGER read=10 counted=10 ")));
  }

  @Test
  @Tag("exhaustive")
  void k76TopicMadeAnewWhileAStreamReadsIt() throws Exception {
    Path folder = CASES.resolve("k76-topic-made-anew");
    String topic = kafka.replayed("orders", records(folder.resolve("first.tsv")));
    try (Command run = stream(topic, folder, "live")) {
      LedgerWait.awaitRead(home.resolve("live"), "daily-revenue", 5, run);
      kafka.makeAnew(topic);
      kafka.send(topic, records(folder.resolve("second.tsv")));

      List<String> ended = run.outcome();
      assertThat(ended, hasItem(containsString(topic + " was deleted and made anew: ")));
      assertThat(ended, hasItem("exit 1"));
    }
  }

  @Test
  void k78PartitionAdded() throws Exception {
    Path folder = CASES.resolve("k78-partition-added");
    String topic = kafka.empty("orders", "CreateTime", 1);
    kafka.send(topic, records(folder.resolve("p0.tsv")));
    try (Command run = stream(topic, folder, "live")) {
      LedgerWait.awaitRead(home.resolve("live"), "daily-revenue", 3, run);
      kafka.grow(topic, 2);
      kafka.send(topic, records(folder.resolve("p1.tsv")));
      LedgerWait.awaitRead(home.resolve("live"), "daily-revenue", 9, run);
      run.stop();
      run.succeeds();
    }
    assertThat(
        untilNow(topic, folder, "live"),
        hasItem(allOf(startsWith("LEDGER read=9 "), endsWith(" BALANCED"))));
  }

  @Test
  void a08OutOfOrderCreateTime() throws Exception {
    Path folder = CASES.resolve("a08-out-of-order-create-time");
    String topic = kafka.empty("payments", "CreateTime");
    List<String> options = new ArrayList<>(kafka.options(topic));
    options.addAll(List.of("--threshold", "2", "--card-key", Weekend.CARD_KEY.toString()));
    options.addAll(List.of("--stores", folder.resolve("stores.jsonl").toString()));
    List<String> live = new ArrayList<>(options);
    live.addAll(List.of("--early", "1s", "--output", home.resolve("live").toString()));
    List<String> streamed;
    try (Command run = Command.stream(FraudVelocityMain.class, home.resolve("stream"), live)) {
      long sent = 0;
      for (String file : List.of("f1.tsv", "f2.tsv", "f3.tsv")) {
        List<Records.Sent> records = records(folder.resolve(file));
        kafka.send(topic, records);
        sent += records.size();
        LedgerWait.awaitRead(home.resolve("live"), "fraud-velocity", sent, run);
      }
      run.stop();
      run.succeeds();
    }
    live.addAll(List.of("--until", "now"));
    try (Command run = Command.stream(FraudVelocityMain.class, home.resolve("stream"), live)) {
      streamed = run.succeeds();
    }

    List<String> bounded = new ArrayList<>(options);
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));
    try (Command batch = Command.batch(FraudVelocityMain.class, home.resolve("batch"), bounded)) {
      assertThat(LiveTest.verdict(streamed), is(LiveTest.verdict(batch.succeeds())));
    }
    assertThat(streamed, hasItem(startsWith("LEDGER read=6 counted=6 ")));
    List<String> flagged = new ArrayList<>();
    for (String signal : Answer.read(home.resolve("bounded")).rows()) {
      flagged.add(new ObjectMapper().readTree(signal).get("payment_id").asText());
    }
    assertThat(flagged, containsInAnyOrder("a3", "b2"));
  }

  private static long rowsIn(Path output) throws IOException {
    return new StoredAnswer(Database.inFile(LedgerWait.database(output)), "daily-revenue")
        .total(Duration.standardSeconds(30))
        .counted();
  }

  private List<String> untilNow(String topic, Path folder, String output) throws Exception {
    try (Command run = stream(topic, folder, output, "--until", "now")) {
      return run.succeeds();
    }
  }

  /** Starts daily-revenue in a group that is called like the topic and the output. */
  private Command stream(String topic, Path folder, String output, String... more)
      throws Exception {
    List<String> options = new ArrayList<>(kafka.options(topic, topic + "-" + output));
    options.addAll(List.of("--stores", folder.resolve("stores.jsonl").toString()));
    options.addAll(List.of("--early", "1s", "--output", home.resolve(output).toString()));
    options.addAll(List.of(more));
    return Command.stream(DailyRevenueMain.class, home.resolve(output + "-run"), options);
  }

  /** Partition, timestamp, key and value of each record, between tabs; a dash is none. */
  private static List<Records.Sent> records(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("\t"))
        .map(
            fields ->
                new Records.Sent(
                    Integer.parseInt(fields[0]),
                    fields[1].equals("-") ? System.currentTimeMillis() : Long.parseLong(fields[1]),
                    fields[3].getBytes(UTF_8)))
        .toList();
  }
}
