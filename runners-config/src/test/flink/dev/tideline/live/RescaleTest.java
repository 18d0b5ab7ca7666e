package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.command.Command;
import dev.tideline.command.EditedClass;
import dev.tideline.datasets.output.Format;
import dev.tideline.golden.Weekend;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream on Flink is cut in the midst of a backlog and goes on with fewer tasks, and with more
 * (compare apache/beam#25975): in the end each record that was sent is in the ledger once, and the
 * answer is that of a bounded run. One of the readers is days ahead of the others, for it has few
 * records: where a task takes over several readers, it must not speak for them all.
 */
@Tag("exhaustive")
class RescaleTest {

  /** Of the i-th record. Reader r of three has r and r + 3; 3 never gets a record. */
  private static final int[] PARTITION = {1, 4, 2, 5, 1, 2, 4, 5, 1, 2, 0};

  private static final int PARTITIONS = 6;

  /** A few hundred records a second for three readers: the backlog lasts. */
  private static final double BYTES_PER_SECOND = 20_000;

  private static final String SMALL_FETCHES =
      "max.partition.fetch.bytes=2000\nfetch.max.bytes=10000\n";

  private static final String ANOTHER_BUILD = "marks of form 4 are written, and 3 is read too";

  @TempDir private Path home;
  private Path weekend;
  private LocalKafka kafka;

  @BeforeEach
  void startKafka() throws Exception {
    weekend = Weekend.write(Format.JSONL, home.resolve("weekend"));
    kafka = LocalKafka.start(home.resolve("broker"));
    kafka.throttle(BYTES_PER_SECOND);
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void itGoesOnWithFewerTasksAndWithMore() throws Exception {
    Backlog backlog = send(FraudVelocityMain.class, "fraud-velocity", "payments");
    List<String> options = List.of("--card-key", Weekend.CARD_KEY.toString());

    stop(backlog, 1, start(backlog, 3, options));
    kill(backlog, 2, goOn(backlog, 1, options));
    stop(backlog, 3, goOn(backlog, 3, options));
    kill(backlog, 4, goOn(backlog, 2, options));
    stop(backlog, 5, goOn(backlog, 3, options));
    comesToTheEnd(backlog, options, goOn(backlog, 1, toTheEnd(options)));
  }

  @Test
  void anotherBuildGoesOnWithIt() throws Exception {
    Backlog backlog = send(OpsDashboardMain.class, "ops-dashboard", "orders");
    Path build = writesAnotherForm();
    List<String> withANewStep = List.of("--history");

    stop(backlog, 2, start(backlog, 2, List.of()));
    kill(backlog, 4, goOnAs(build, backlog, 3, withANewStep));
    Command last = goOnAs(build, backlog, 1, toTheEnd(withANewStep));
    List<String> told = comesToTheEnd(backlog, List.of(), last);

    assertThat(told, hasItem(ANOTHER_BUILD));
  }

  /** The classes of a build whose checkpoint marks have a new form, which reads the old one too. */
  private Path writesAnotherForm() throws IOException {
    return EditedClass.compile(
        "io/src/main/java/dev/tideline/io/unbounded/PacedMark.java",
        Map.of(
            "int VERSION = 3;",
            "int VERSION = 4;",
            "if (version != VERSION) {",
            "System.err.println(\"" + ANOTHER_BUILD + "\");\nif (version < 3) {"),
        home.resolve("another-build"));
  }

  /**
   * What is to be read.
   *
   * @param records how many
   */
  private record Backlog(
      Class<? extends PipelineCommand<?, ?>> command, String pipeline, String topic, int records) {}

  private Backlog send(Class<? extends PipelineCommand<?, ?>> command, String pipeline, String name)
      throws Exception {
    List<Records.Sent> records = new ArrayList<>();
    for (Records.Sent each : Records.byIngest(Records.of(weekend, name))) {
      int partition = PARTITION[records.size() % PARTITION.length];
      records.add(new Records.Sent(partition, each.ingestTime(), each.payload()));
    }
    String topic = kafka.empty(name, "CreateTime", PARTITIONS);
    kafka.send(topic, records);
    return new Backlog(command, pipeline, topic, records.size());
  }

  private Command start(Backlog backlog, int tasks, List<String> more) throws Exception {
    return Command.stream(backlog.command, home.resolve("run"), options(backlog, tasks, more));
  }

  private Command goOn(Backlog backlog, int tasks, List<String> more) throws Exception {
    return fromCheckpoint(start(backlog, tasks, more));
  }

  private Command goOnAs(Path build, Backlog backlog, int tasks, List<String> more)
      throws Exception {
    return fromCheckpoint(
        Command.changedStream(
            build, backlog.command, home.resolve("run"), options(backlog, tasks, more)));
  }

  private static Command fromCheckpoint(Command run) throws Exception {
    run.awaitWord("from the newest checkpoint");
    return run;
  }

  private List<String> options(Backlog backlog, int tasks, List<String> more) throws IOException {
    Path client = Files.writeString(home.resolve("client.properties"), SMALL_FETCHES);
    List<String> options = new ArrayList<>(kafka.options(backlog.topic));
    options.addAll(List.of("--kafka-config", client.toString()));
    options.addAll(List.of("--stores", weekend.resolve("stores.jsonl").toString()));
    options.addAll(List.of("--output", live().toString(), "--early", "1s"));
    options.addAll(List.of("--checkpointingInterval=500", "--parallelism=" + tasks));
    options.addAll(more);
    return options;
  }

  private static List<String> toTheEnd(List<String> options) {
    return Stream.concat(options.stream(), Stream.of("--until", "now")).toList();
  }

  private Path live() {
    return home.resolve("live");
  }

  /** Stops a run when so many sixths of all are read. */
  private void stop(Backlog backlog, int sixths, Command run) throws Exception {
    try (run) {
      inTheMidst(backlog, sixths, run);
      run.stop();
      run.succeeds();
    }
  }

  /** The same without a chance to say good-bye. */
  private void kill(Backlog backlog, int sixths, Command run) throws Exception {
    try (run) {
      inTheMidst(backlog, sixths, run);
      run.kill();
    }
  }

  private void inTheMidst(Backlog backlog, int sixths, Command run) throws Exception {
    long most = (long) backlog.records * sixths / 6;
    long read = LedgerWait.awaitAtLeast(live(), backlog.pipeline, most, run);
    System.out.printf("%s: cut at %d of %d%n", backlog.pipeline, read, backlog.records);
    assertThat(read, lessThan((long) backlog.records));
  }

  private List<String> comesToTheEnd(Backlog backlog, List<String> options, Command last)
      throws Exception {
    List<String> told;
    kafka.throttle(null);
    try (last) {
      told = last.outcome();
    }
    List<String> bounded = new ArrayList<>(options);
    bounded.addAll(List.of("--input", weekend.toString()));
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));
    try (Command batch = Command.batch(backlog.command, home.resolve("batch"), bounded)) {
      assertThat(LiveTest.verdict(told), is(LiveTest.verdict(batch.succeeds())));
    }
    assertThat(told, hasItem(startsWith("LEDGER read=" + backlog.records + " ")));
    assertThat(told, hasItem("exit 0"));
    return told;
  }
}
