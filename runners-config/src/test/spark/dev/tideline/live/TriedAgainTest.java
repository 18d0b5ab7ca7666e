package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.command.EditedClass;
import dev.tideline.datasets.output.Format;
import dev.tideline.golden.Weekend;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A task that fails in the midst of a step is tried again, on state that it has changed by then:
 * Beam changes Spark's state in place. Still every record has the fate, and every row the number,
 * of a run in which nothing failed.
 */
@Tag("exhaustive")
class TriedAgainTest {

  private static final String FAILED = "planted failure";

  /** Fails after some elements, but not as often as would end the job. */
  private static final String FAIL =
      """
      synchronized (System.out) {
        int elements = Integer.getInteger("elements", 0) + 1;
        System.setProperty("elements", "" + elements);
        if (java.util.Set.of(3, 40, 300).contains(elements)) {
          System.err.println("%s " + elements);
          throw new IllegalStateException("%s");
        }
      }
      """
          .formatted(FAILED, FAILED);

  /** Where it fails: behind what is there, which changes the state or is fed by it. */
  private enum Step {
    COPIES(
        DailyRevenueMain.class,
        "orders",
        "transforms/src/main/java/dev/tideline/duplicates/SettleInRingFn.java",
        "cell.write(settled);"),
    CARDS(
        FraudVelocityMain.class,
        "payments",
        "transforms/src/main/java/dev/tideline/fraud/ScoreArrivalsFn.java",
        "cell.write(cards.finished());"),
    WINDOWS_AND_BOOKS(
        OpsDashboardMain.class,
        "orders",
        "io/src/main/java/dev/tideline/io/sql/UpsertFn.java",
        "rows.add(row.getValue());");

    private final Class<? extends PipelineCommand<?, ?>> command;
    private final String events;
    private final String source;
    private final String line;

    Step(
        Class<? extends PipelineCommand<?, ?>> command, String events, String source, String line) {
      this.command = command;
      this.events = events;
      this.source = source;
      this.line = line;
    }
  }

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

  @ParameterizedTest
  @EnumSource
  void nothingIsLostOrTwice(Step step) throws Exception {
    List<String> options =
        step.events.equals("payments")
            ? List.of("--card-key", Weekend.CARD_KEY.toString())
            : List.of();
    String topic = kafka.replayed(step.events, Records.byIngest(Records.of(weekend, step.events)));
    List<String> live = new ArrayList<>(options);
    live.addAll(kafka.options(topic));
    live.addAll(List.of("--stores", weekend.resolve("stores.jsonl").toString()));
    live.addAll(List.of("--output", home.resolve("live").toString()));
    live.addAll(List.of("--until", "now"));
    live.add("--sparkMaster=local[2,4]"); // a task has four tries, as on a cluster

    List<String> printed;
    try (Command stream =
        Command.changedStream(failing(step), step.command, home.resolve("stream"), live)) {
      printed = stream.outcome();
    }
    assertThat(printed, hasItem(FAILED + " 3"));
    assertThat(printed, hasItem(FAILED + " 40"));
    assertThat(printed, hasItem("exit 0"));

    List<String> bounded = new ArrayList<>(options);
    bounded.addAll(List.of("--input", weekend.toString()));
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));
    try (Command batch = Command.batch(step.command, home.resolve("batch"), bounded)) {
      assertThat(LiveTest.verdict(printed), is(LiveTest.verdict(batch.succeeds())));
    }
  }

  /** The folder of the classes of a step that fails. */
  private Path failing(Step step) throws IOException {
    return EditedClass.compile(
        step.source, Map.of(step.line, step.line + "\n" + FAIL), home.resolve("failing"));
  }
}
