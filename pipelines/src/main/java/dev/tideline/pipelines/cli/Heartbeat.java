package dev.tideline.pipelines.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;

/** Reports every few seconds that long work is still going on, how far it is, and for how long. */
public final class Heartbeat implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final PrintStream err;
  private final String name;
  private final long start = System.nanoTime();
  private final Timer timer = new Timer("heartbeat", true);

  private Heartbeat(PrintStream err, String name) {
    this.err = err;
    this.name = name;
  }

  /** Of work that can't say how far it is. */
  public static Heartbeat to(PrintStream err, String name) {
    return to(err, name, () -> "still running");
  }

  /** Of work that says how far it is. */
  public static Heartbeat to(PrintStream err, String name, Supplier<String> progress) {
    Heartbeat heartbeat = new Heartbeat(err, name);
    heartbeat.timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            heartbeat.print(progress.get());
          }
        },
        EVERY.toMillis(),
        EVERY.toMillis());
    return heartbeat;
  }

  /** Prints what is to be said now, with the time it took so far. */
  public void print(String what) {
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    err.println(name + ": " + what + (millis < 1_000 ? "" : ", " + Durations.told(millis)));
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
