package dev.tideline.demo.process;

/** How much of the processor a process has had. */
public final class CpuTime {

  private CpuTime() {}

  /** Its seconds so far, those of the system for it included; 0 if the system does not tell. */
  public static double secondsOf(ProcessHandle process) {
    return process.info().totalCpuDuration().map(used -> used.toNanos() / 1e9).orElse(0.0);
  }
}
