package dev.tideline.benchmarks.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The script prints its help from {@code scripts/help/}, so that nothing is built for it. After a
 * change of an option write the file anew: run this test with {@code -Dtideline.help=write}.
 */
class BenchHelpTextTest {

  private static final Path HELP = Path.of("..", "..", "scripts", "help", "bench.txt");

  @Test
  void isWhatTheProgramSays() throws Exception {
    String text = new CommandLine(new Bench()).getUsageMessage();
    if ("write".equals(System.getProperty("tideline.help"))) {
      Files.writeString(HELP, text);
    }
    assertThat("run this test with -Dtideline.help=write", Files.readString(HELP), is(text));
  }
}
