package dev.tideline.demo.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.tideline.demo.replay.Message;
import dev.tideline.demo.screen.Screen;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.Pipelines;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before a pipeline has answered. */
class ViewTest {

  private static final long TWO = Timestamps.parse("2026-03-17T14:00:00Z");

  @TempDir private Path folder;
  private final Traffic traffic = new Traffic(Clock.systemUTC());
  private List<LivePipeline> pipelines;
  private View view;

  @BeforeEach
  void twoEventsWereSent() throws Exception {
    pipelines = LivePipeline.all(folder);
    view = new View("flink", traffic, new TreeSet<>(List.of("rome")), pipelines);
    for (String topic : List.of("orders.v1", "payments.v1")) {
      byte[] event = "{\"event_time\":\"2026-03-17T14:00:00.000Z\"}".getBytes(UTF_8);
      traffic.note(new Message(topic, 0, TWO, event));
    }
  }

  @AfterEach
  void close() {
    pipelines.forEach(LivePipeline::close);
  }

  @Test
  void thePageHasEveryPipelineThatThereIs() {
    String page = view.page(7, 50, Screen.WIDTH);

    assertThat(page, containsString("live on flink, 7 s\n17 March 2026, 14:00 UTC: 1 order"));
    for (String name : Pipelines.names()) {
      assertThat(page, containsString("\n" + name + ": "));
      assertThat(page.lines().anyMatch(line -> line.matches(name + " +behind by 1 .*")), is(true));
      assertThat(view.starting(7), containsString("\n" + name));
      assertThat(view.startingLine(), containsString(name));
    }
  }

  @Test
  void nothingIsWiderThanAHundredColumns() {
    String all =
        view.page(7, 50, Screen.WIDTH)
            + view.starting(7)
            + view.startingLine()
            + "\n"
            + view.line();

    all.lines().forEach(line -> assertThat(line, line.length(), is(lessThanOrEqualTo(100))));
  }

  @Test
  void aLineTellsWhoIsFurthestBehind() {
    assertThat(view.line(), is("14:00 UTC, 2 records sent, 0 flagged; fraud-velocity behind by 1"));
  }

  @Test
  void aSmallTerminalShowsTheLedgerFirst() {
    List<String> top = view.page(7, 23, 80).lines().toList().subList(0, 9);

    assertThat(top.get(3), is("What became of the records"));
    assertThat(top.get(8).startsWith("gateway-health"), is(true));
    assertThat(top.get(8).length(), is(lessThanOrEqualTo(80)));
  }
}
