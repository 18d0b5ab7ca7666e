package dev.tideline.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every few seconds that long work is still going on, and for how long. */
final class Heartbeat implements AutoCloseable {

  private static final long EVERY_SECONDS = 10;

  private final PrintStream err;
  private final String name;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  private Heartbeat(PrintStream err, String name) {
    this.err = err;
    this.name = name;
  }

  static Heartbeat to(PrintStream err, String name) {
    Heartbeat heartbeat = new Heartbeat(err, name);
    heartbeat.clock.scheduleAtFixedRate(
        () -> heartbeat.say("still running"), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return heartbeat;
  }

  void say(String what) {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    err.println(name + ": " + what + (seconds > 0 ? ", " + seconds + " s" : ""));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
