package dev.tideline.benchmarks.peers;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Has a job done again and again in one process, and tells how long each time took. */
public final class Repetitions {

  private Repetitions() {}

  /** What is repeated. */
  @FunctionalInterface
  public interface Job {

    /** Does it once, all of it. */
    void run() throws Exception;
  }

  /**
   * Does it so many times. Each one is told on stdout: {@code TOOK wall 1.234 cpu 2.345}, in
   * seconds, the processor's of the whole process.
   */
  public static void of(int times, Job job) throws Exception {
    for (int time = 0; time < times; time++) {
      long wall = System.nanoTime();
      long cpu = cpuNanos();
      job.run();
      System.out.printf(
          Locale.ROOT,
          "TOOK wall %.3f cpu %.3f%n",
          (System.nanoTime() - wall) / 1e9,
          (cpuNanos() - cpu) / 1e9);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
