package dev.tideline.benchmarks.bench.measure;

import java.util.List;

/**
 * What a process took, from its start to its end.
 *
 * @param status its exit status
 * @param wall seconds by the clock
 * @param cpu seconds of processor time, of the user and of the system, its own children's included
 * @param memory MiB: the most that one of its processes had resident at a time
 * @param laps if it did its job more than once, the seconds of each time
 */
public record Usage(int status, double wall, double cpu, double memory, List<Lap> laps) {

  /**
   * One of the times a process did its job.
   *
   * @param wall seconds by the clock
   * @param cpu seconds of processor time of the process
   */
  public record Lap(double wall, double cpu) {}

  public Usage {
    laps = List.copyOf(laps);
  }

  /**
   * What it took the last time that it did its job; the memory is of all.
   *
   * @throws IllegalStateException if it has told of none
   */
  public Usage ofLastLap() {
    if (laps.isEmpty()) {
      throw new IllegalStateException("it did not tell how long each time took");
    }
    Lap last = laps.get(laps.size() - 1);
    return new Usage(status, last.wall(), last.cpu(), memory, laps);
  }
}
