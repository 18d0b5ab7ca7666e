package dev.tideline.benchmarks.bench.work;

import java.util.ArrayList;
import java.util.List;

/**
 * Under which conditions processes are measured.
 *
 * @param cores on how many of the machine's cores, its first; 0 for all
 * @param times how often each process answers; measured is the last time, or of one that answers
 *     once the whole process
 */
public record Conditions(int cores, int times) {

  /** A whole process, on all cores. */
  static final Conditions COLD = new Conditions(0, 1);

  /** A whole process, on one core. */
  public static final Conditions ONE_CORE = new Conditions(1, 1);

  /** A process that has answered before, on all cores. */
  public static final Conditions WARM = new Conditions(0, 5);

  /** A command as it is to be started. */
  List<String> started(List<String> command) {
    if (cores == 0) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "--cpu-list", "0-" + (cores - 1)));
    pinned.addAll(command);
    return pinned;
  }
}
