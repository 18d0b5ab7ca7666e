package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.datasets.output.Format;
import dev.tideline.golden.Weekend;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream is stopped in the midst of a weekend, goes on, is stopped again, and then told to come
 * to its end: the answer is that of a run that was never stopped.
 */
class StopTest {

  private static final boolean KEEPS_STATE = "flink".equals(System.getProperty("tideline.runner"));

  @TempDir private Path home;

  @Test
  @Tag("exhaustive")
  void dailyRevenue() throws Exception {
    goesOnWhereItWas(DailyRevenueMain.class, "daily-revenue");
  }

  @Test
  void opsDashboard() throws Exception {
    goesOnWhereItWas(OpsDashboardMain.class, "ops-dashboard");
  }

  private void goesOnWhereItWas(Class<? extends PipelineCommand<?, ?>> command, String pipeline)
      throws Exception {
    Path weekend = Weekend.write(Format.JSONL, home.resolve("weekend"));
    List<Records.Sent> records = Records.byIngest(Records.of(weekend, "orders"));
    int third = records.size() / 3;
    int most = 2 * third;
    List<String> printed;
    try (LocalKafka kafka = LocalKafka.start(home.resolve("broker"))) {
      String topic = kafka.empty("orders", "CreateTime");
      List<String> live = new ArrayList<>(kafka.options(topic));
      live.addAll(List.of("--stores", weekend.resolve("stores.jsonl").toString()));
      live.addAll(List.of("--output", home.resolve("live").toString(), "--early", "1s"));

      kafka.send(topic, records.subList(0, third));
      try (Command run = stream(command, live)) {
        LedgerWait.awaitRead(home.resolve("live"), pipeline, third, run);
        kafka.sendUntilCommitted(topic, records.subList(third, most), run);
        stop(run);
      }
      if (KEEPS_STATE) { // so it does not read anything again that it has read
        kafka.deleteCommitted(topic);
      }
      try (Command again = stream(command, live)) {
        if (KEEPS_STATE) {
          again.awaitWord("from the newest checkpoint");
        }
        LedgerWait.awaitRead(home.resolve("live"), pipeline, most, again);
        kafka.send(topic, records.subList(most, records.size()));
        stop(again);
      }
      live.addAll(List.of("--until", "now"));
      try (Command end = stream(command, live)) {
        printed = end.succeeds();
        assertThat("there are no stack traces to show", end.traces(), is(List.of()));
      }
    }

    List<String> bounded =
        List.of("--input", weekend.toString(), "--output", home.resolve("bounded").toString());
    try (Command batch = Command.batch(command, home.resolve("batch"), bounded)) {
      assertThat(LiveTest.verdict(printed), is(LiveTest.verdict(batch.succeeds())));
    }
  }

  private Command stream(Class<? extends PipelineCommand<?, ?>> command, List<String> options)
      throws Exception {
    return Command.stream(command, home.resolve("run"), options);
  }

  private static void stop(Command run) throws Exception {
    run.stop();
    List<String> printed = run.succeeds();
    assertThat(LiveTest.verdict(printed).toString(), containsString(" STOPPED"));
    assertThat(run.tail(), endsWith("with --until now, to the end of what is there."));
    assertThat("there are no stack traces to show", run.traces(), is(List.of()));
  }
}
