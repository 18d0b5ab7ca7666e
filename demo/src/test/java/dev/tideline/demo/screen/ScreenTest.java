package dev.tideline.demo.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final String PAGE =
      "Tideline\nfraud-velocity  balanced\nops-dashboard  behind 7\nacme  SILENT\n";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, UTF_8);

  @Test
  void aFileGetsALineNowAndThenAndNoEscapes() {
    Screen screen = Screen.plain(out);
    for (int look = 0; look < 10; look++) {
      screen.show((seconds, lines, columns) -> PAGE, () -> "a line");
    }
    screen.last((seconds, lines, columns) -> PAGE);

    assertThat(text(), is("0 s: a line\n0 s: a line\n\n" + PAGE));
  }

  @Test
  void aTerminalIsRefreshedInPlace() {
    Screen screen = Screen.terminal(out, false, 24, 80);
    screen.show((seconds, lines, columns) -> PAGE, () -> "");
    String first = text();
    written.reset();
    screen.show((seconds, lines, columns) -> PAGE, () -> "");

    assertThat("cleared once", first.startsWith("\u001b[2J\u001b[H"), is(true));
    assertThat(text().startsWith("\u001b[HTideline\u001b[K\n"), is(true));
    assertThat("no colours", text(), not(containsString("\u001b[3")));
  }

  @Test
  void coloursSayWhatIsGoodAndWhatIsNot() {
    Screen.terminal(out, true, 24, 80).show((seconds, lines, columns) -> PAGE, () -> "");

    assertThat(text(), containsString("\u001b[1mTideline\u001b[0m"));
    assertThat(text(), containsString("\u001b[32mbalanced\u001b[0m"));
    assertThat(text(), containsString("\u001b[33mbehind 7\u001b[0m"));
    assertThat(text(), containsString("\u001b[31mSILENT\u001b[0m"));
  }

  @Test
  void whatDoesNotFitIsCutOffSoThatNothingWrapsOrScrolls() {
    Screen screen = Screen.terminal(out, false, 4, 20);
    screen.show((seconds, lines, columns) -> ("x".repeat(30) + "\n").repeat(9), () -> "");

    assertThat(text().lines().filter(line -> line.contains("x")).count(), is(3L));
    assertThat(text(), containsString("x".repeat(20)));
    assertThat(text(), not(containsString("x".repeat(21))));
  }

  @Test
  void aWideTerminalGetsAHundredColumns() {
    Screen.terminal(out, false, 50, 200)
        .show((seconds, lines, columns) -> lines + " by " + columns, () -> "");

    assertThat(text(), containsString("49 by 100"));
  }

  @Test
  void aTerminalThatDoesNotTellItsSizeIsAUsualOne() {
    Screen.terminal(out, false, 0, 0)
        .show((seconds, lines, columns) -> lines + " by " + columns, () -> "");

    assertThat(text(), containsString("23 by 80"));
  }

  private String text() {
    return written.toString(UTF_8);
  }
}
