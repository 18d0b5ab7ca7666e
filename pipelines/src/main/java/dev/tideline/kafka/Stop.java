package dev.tideline.kafka;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that all unbounded runs in this JVM end gracefully, for runs whose runner is embedded:
 * the readers of {@link KafkaSource} read no further and report the end of time, so that what was
 * read is finished, windows are closed, and the run ends by itself. Their marks keep the positions
 * and watermarks from before the request. A cluster's runner is stopped with its own command.
 */
public final class Stop {

  private static final AtomicBoolean REQUESTED = new AtomicBoolean();

  private Stop() {}

  /** Requests it, from any thread, such as a shutdown hook. */
  public static void request() {
    REQUESTED.set(true);
  }

  /** Whether it was requested. */
  public static boolean requested() {
    return REQUESTED.get();
  }

  /** Takes the request back, so that another run can begin in this JVM. */
  public static void withdraw() {
    REQUESTED.set(false);
  }
}
