package dev.tideline.io.unbounded;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.junit.jupiter.api.Test;

/** A mark is finalized when what was read before it is written. */
class HeldMarksTest {

  private static final long PANE = 10;

  private final List<String> finalized = new ArrayList<>();
  private long now;

  @Test
  void aMarkWaitsUntilThePanesOfWhatCameBeforeItHaveFired() throws IOException {
    HeldMarks<Named> held = held(0, List.of());
    taken(held, "a", 0, 1);
    taken(held, "b", 2, 3);
    taken(held, "c", 9, 10);
    assertThat(finalized, empty());

    now = 12;
    held.releaseDue();
    assertThat(finalized, contains("a"));

    taken(held, "d", 30, 31); // the later speaks for the other
    assertThat(finalized, contains("a", "c"));
  }

  @Test
  void aRunnerThatReadsAheadHasNotProcessedItsNewestMarks() throws IOException {
    HeldMarks<Named> held = held(2, List.of());
    taken(held, "a", 0, 0); // processed when c is finalized, at 40
    taken(held, "b", 20, 20);
    taken(held, "c", 40, 40);
    taken(held, "d", 45, 45); // too early: its panes may wait
    taken(held, "e", 60, 60); // late enough, and not processed
    taken(held, "f", 80, 80);
    assertThat(finalized, empty());

    taken(held, "g", 100, 100); // now e is, and what was before d was processed by 45
    assertThat(finalized, contains("b"));
  }

  @Test
  void aReaderFinalizesWhatTheOneBeforeItHeld() throws IOException {
    HeldMarks<Named> first = held(2, List.of());
    taken(first, "a", 0, 0);
    taken(first, "b", 20, 20);
    HeldMarks<Named> second = held(2, first.waiting());
    taken(second, "c", 40, 40);
    HeldMarks<Named> third = held(2, second.waiting());
    assertThat(finalized, empty());

    taken(third, "d", 60, 60);
    taken(third, "e", 80, 80);
    assertThat(finalized, empty());

    taken(third, "f", 100, 100); // d was processed by now, which was taken when a's panes had fired
    assertThat(finalized, contains("a"));
  }

  @Test
  void whileARunIsDownNoPaneFires() throws IOException {
    HeldMarks<Named> before = held(0, List.of());
    taken(before, "a", 0, 1);

    now = 60;
    HeldMarks<Named> again = held(0, before.waiting());
    again.releaseDue();
    assertThat(finalized, empty());

    now = 70;
    again.releaseDue();
    assertThat(finalized, contains("a"));
  }

  private record Named(String name) implements CheckpointMark {
    @Override
    public void finalizeCheckpoint() {}
  }

  private HeldMarks<Named> held(int readAhead, List<HeldMarks.Held<Named>> before) {
    return new HeldMarks<>(PANE, readAhead, () -> now, mark -> finalized.add(mark.name()), before);
  }

  private void taken(HeldMarks<Named> held, String name, long taken, long finalizedAt)
      throws IOException {
    now = finalizedAt;
    held.add(new Named(name), taken);
  }
}
