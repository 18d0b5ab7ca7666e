package dev.tideline.pipelines.preflight;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of what a runner can do is a text that people and programs read. */
final class CapabilitiesTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    Capabilities some = table(Capability.EVENT_TIMERS, "no: EVENT_TIME not yet supported");

    assertThat(Capabilities.parse(some.lines()), is(some));
  }

  @Test
  void commentsAreNoCapabilities() {
    Capabilities some = table(Capability.EVENT_TIMERS, Capabilities.YES);
    List<String> lines = new ArrayList<>(some.lines());
    lines.add(0, "# seen on a Saturday | by | me");
    lines.add("");

    assertThat(Capabilities.parse(lines), is(some));
  }

  @Test
  void aTableOfAnEarlierVersionSaysWhatToDo() {
    List<String> lines = new ArrayList<>(table(Capability.EVENT_TIMERS, Capabilities.YES).lines());
    lines.removeIf(line -> line.startsWith(Capability.BAG_STATE.label()));

    Exception missing = assertThrows(IllegalStateException.class, () -> Capabilities.parse(lines));

    assertThat(missing.getMessage(), containsString("'bag state': ./scripts/probe --write"));
  }

  /** A runner that can do all but one thing in a stream. */
  private static Capabilities table(Capability butThis, String seen) {
    Map<Capability, String> all = new EnumMap<>(Capability.class);
    for (Capability each : Capability.values()) {
      all.put(each, Capabilities.YES);
    }
    Map<Capability, String> stream = new EnumMap<>(all);
    stream.put(butThis, seen);
    return new Capabilities(all, stream);
  }
}
