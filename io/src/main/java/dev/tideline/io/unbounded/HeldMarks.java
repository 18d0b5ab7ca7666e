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
 *
 * <p>A reader may be followed by another before they are due: on Spark each micro-batch that took
 * longer than its interval has one of its own. So what is held goes into the next mark.
 *
 * @param <M> the marks
 */
final class HeldMarks<M extends CheckpointMark> {

  private final long paneDelay;
  private final int readAhead;
  private final LongSupplier clock;
  private final Finalizer<M> finalizer;
  private final List<Held<M>> held;

  /**
   * A mark that waits.
   *
   * @param taken when it was taken, ms since the epoch
   * @param finalized when the runner finalized it, ms since the epoch
   */
  record Held<M>(M mark, long taken, long finalized) {}

  /** Finalizes a mark, of whichever reader. */
  interface Finalizer<M> {
    void accept(M mark) throws IOException;
  }

  /**
   * Holds what another reader held.
   *
   * @param paneDelay how long a pane may wait to fire, in ms
   * @param readAhead how many marks the runner may finalize after one whose elements are not
   *     processed by then
   * @param clock ms since the epoch: readers in several processes share it
   * @param before what was held
   */
  HeldMarks(
      long paneDelay,
      int readAhead,
      LongSupplier clock,
      Finalizer<M> finalizer,
      List<Held<M>> before) {
    this.paneDelay = paneDelay;
    this.readAhead = readAhead;
    this.clock = clock;
    this.finalizer = finalizer;
    this.held = new ArrayList<>(readAhead == 0 ? asOf(clock.getAsLong(), before) : before);
  }

  /** While a run is down no pane fires: they wait from now on. */
  private static <M> List<Held<M>> asOf(long now, List<Held<M>> before) {
    return before.stream().map(each -> new Held<>(each.mark(), each.taken(), now)).toList();
  }

  /** A mark was finalized by the runner, that was taken at this time of the clock. */
  synchronized void add(M mark, long taken) throws IOException {
    held.add(new Held<>(mark, taken, clock.getAsLong()));
    releaseDue();
  }

  /** Those that wait, the earliest first. */
  synchronized List<Held<M>> waiting() {
    return List.copyOf(held);
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

  /** The last one speaks for those before it. */
  private void release(int count) throws IOException {
    if (count > 0) {
      finalizer.accept(held.get(count - 1).mark());
      held.subList(0, count).clear();
    }
  }
}
