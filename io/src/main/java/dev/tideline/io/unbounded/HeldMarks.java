package dev.tideline.io.unbounded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;

/**
 * Finalizes checkpoint marks when what was read before them has had its effect. Runners are
 * earlier: when it is in their state, where the pane that writes it may wait for its early firing,
 * or on Spark as soon as it is read (apache/beam#36284). Who starts without that state goes on from
 * what the marks have committed.
 *
 * <p>So a mark waits as long as a pane may, from when the elements before it were processed. A
 * runner that reads ahead may be behind with its panes too: there that much time must lie before a
 * later mark, whose elements were processed.
 */
final class HeldMarks {

  private final long paneDelay;
  private final int readAhead;
  private final LongSupplier clock;
  private final List<Held> held = new ArrayList<>();

  private record Held(CheckpointMark mark, long taken, long finalized) {}

  /**
   * Holds none yet.
   *
   * @param paneDelay how long a pane may wait to fire, in ns
   * @param readAhead how many marks the runner may finalize after one whose elements are not
   *     processed by then
   * @param clock of {@link System#nanoTime}
   */
  HeldMarks(long paneDelay, int readAhead, LongSupplier clock) {
    this.paneDelay = paneDelay;
    this.readAhead = readAhead;
    this.clock = clock;
  }

  /** A mark was finalized by the runner, that was taken at this time of the clock. */
  synchronized void add(CheckpointMark mark, long taken) throws IOException {
    held.add(new Held(mark, taken, clock.getAsLong()));
    releaseDue();
  }

  /** Finalizes those that have waited long enough. */
  synchronized void releaseDue() throws IOException {
    int processed = held.size() - readAhead;
    if (processed <= 0) {
      return;
    }
    long now = readAhead == 0 ? clock.getAsLong() : held.get(processed - 1).taken();
    int due = 0;
    while (due < processed && now - held.get(due + readAhead).finalized() >= paneDelay) {
      due++;
    }
    release(due);
  }

  /** Nothing comes after them, and all has had its effect. */
  synchronized void releaseAll() throws IOException {
    release(held.size());
  }

  /** The last one speaks for those before it. */
  private void release(int count) throws IOException {
    if (count > 0) {
      held.get(count - 1).mark().finalizeCheckpoint();
      held.subList(0, count).clear();
    }
  }
}
