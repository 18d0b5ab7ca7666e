package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import dev.tideline.pipelines.run.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run knows what its runner can do, and does not begin what can't work. */
final class RunnerPreflightTest {

  private static final Path RUNNER = Path.of(System.getProperty("tideline.runner"));

  @Test
  void theTableOnTheClassPathIsThatOfTheRunner() throws IOException {
    Capabilities written =
        Capabilities.parse(Files.readAllLines(RUNNER.resolve("capabilities.txt")));

    assertThat(Capabilities.ofClassPath().orElseThrow(), is(written));
  }

  @Test
  void timersThatTheRunnerDoesNotHaveAreRefusedWithTheWayOut(@TempDir Path folder)
      throws IOException {
    Capabilities table = Capabilities.ofClassPath().orElseThrow();
    assumeFalse(
        table.seen(Capability.EVENT_TIMERS, true).equals(Capabilities.YES), "this runner has them");
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status =
        Launcher.to(
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8))
            .run(new FraudVelocityMain(), stream(folder));

    assertThat(err.toString(UTF_8), status, is(2));
    assertThat(err.toString(UTF_8), containsString("ScoreVelocity"));
    assertThat(err.toString(UTF_8), containsString("needs event-time timers"));
    assertThat(err.toString(UTF_8), containsString("--state-timers=false"));
    assertThat("nothing was made", Files.exists(folder.resolve("answer")), is(false));
  }

  private static String[] stream(Path folder) throws IOException {
    List<String> arguments = new ArrayList<>(CompletedRun.runnerOptions());
    arguments.addAll(List.of("--mode", "stream", "--state-timers=true"));
    arguments.addAll(List.of("--input", "../testdata/freshmart"));
    arguments.addAll(List.of("--card-key", Weekend.CARD_KEY.toString()));
    arguments.addAll(List.of("--output", folder.resolve("answer").toString()));
    return arguments.toArray(String[]::new);
  }
}
