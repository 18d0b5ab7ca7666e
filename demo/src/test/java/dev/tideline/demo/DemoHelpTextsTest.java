package dev.tideline.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.demo.latency.LatencyBench;
import dev.tideline.demo.live.Demo;
import dev.tideline.demo.replay.Replay;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The scripts print their help from {@code scripts/help/}, so that nothing is built for it. After a
 * change of an option write the files anew: run this test with {@code -Dtideline.help=write}.
 */
class DemoHelpTextsTest {

  private static final Path HELP = Path.of("..", "scripts", "help");

  private static final Map<String, Class<?>> PROGRAMS =
      Map.of("demo", Demo.class, "latency", LatencyBench.class, "replay", Replay.class);

  @Test
  void areWhatTheProgramsSay() throws Exception {
    for (Map.Entry<String, Class<?>> program : PROGRAMS.entrySet()) {
      Constructor<?> made = program.getValue().getDeclaredConstructor();
      made.setAccessible(true); // programs are made by their own main only
      String text = new CommandLine(made.newInstance()).getUsageMessage();
      Path file = HELP.resolve(program.getKey() + ".txt");
      if ("write".equals(System.getProperty("tideline.help"))) {
        Files.createDirectories(HELP);
        Files.writeString(file, text);
      }
      assertThat("run this test with -Dtideline.help=write", Files.readString(file), is(text));
    }
  }
}
