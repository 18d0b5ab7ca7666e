package dev.tideline.io.unbounded;

import java.util.ServiceLoader;

/**
 * Holds up a runner that would read more of a stream than it can take. Beam's Spark runner reads a
 * micro-batch at every interval, whether or not those before are done, and asks the source before
 * each how it is split; other runners ask once. A runner's own is found by its {@link
 * ServiceLoader}.
 */
public interface ReadPace {

  /** Comes back when more may be read, or the run is told to stop. */
  void await();

  /**
   * How many checkpoint marks may be finalized after one, whose elements are not processed by then.
   */
  int readAhead();

  /**
   * How long a reader that is behind may go on before it hands over what it has read, as one
   * element, in ms: more is read at a time where a time is dear.
   */
  long readOn();

  /** Waits until the runner of this run may read more; at once if it has no pace of its own. */
  static void awaitTurn() {
    ServiceLoader.load(ReadPace.class).forEach(ReadPace::await);
  }

  /** {@link #readAhead} of the runner of this run; 0 if it has no pace of its own. */
  static int marksAhead() {
    return ServiceLoader.load(ReadPace.class).stream()
        .mapToInt(pace -> pace.get().readAhead())
        .sum();
  }

  /** {@link #readOn} of the runner of this run; 0 if it has no pace of its own. */
  static long millisOfReadingOn() {
    return ServiceLoader.load(ReadPace.class).stream()
        .mapToLong(pace -> pace.get().readOn())
        .max()
        .orElse(0);
  }
}
