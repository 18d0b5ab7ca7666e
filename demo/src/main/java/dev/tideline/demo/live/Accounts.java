package dev.tideline.demo.live;

import dev.tideline.demo.screen.Numbers;
import dev.tideline.ledger.Fate;
import java.util.Map;

/**
 * What a pipeline says it has read, and what became of that.
 *
 * @param read how many records
 * @param fates how many ended in each fate
 */
record Accounts(long read, Map<Fate, Long> fates) {

  /** Before anything is read. */
  static final Accounts NONE = new Accounts(0, Map.of());

  /** How many ended in a fate. */
  long of(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  /** Whether every record that was read has a fate. */
  boolean balanced() {
    return read == withFate();
  }

  private long withFate() {
    return fates.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * How it stands in a few words while the run goes on: the pipeline is behind until all records
   * have their fate. A running job's counters are not of one moment, a fate may be counted before
   * its record is: whether one got lost, or has two, the end tells.
   *
   * @param sent how many records there are to be read
   */
  String state(long sent) {
    long settled = withFate();
    return settled < sent ? "behind " + Numbers.whole(sent - settled) : "balanced";
  }
}
