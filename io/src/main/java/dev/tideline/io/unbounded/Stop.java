package dev.tideline.io.unbounded;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request that all unbounded runs in this JVM end gracefully, for runs whose runner is embedded:
 * the readers of unbounded sources read no further and report the end of time, so that what was
 * read is finished, windows are closed, and the run ends by itself. Their checkpoint marks keep the
 * positions and watermarks from before the request. A loop of micro-batches ends after its
 * micro-batch. A cluster's runner is stopped with its own command.
 */
public final class Stop {

  private static final AtomicReference<CountDownLatch> REQUESTED =
      new AtomicReference<>(new CountDownLatch(1));

  private Stop() {}

  /** Requests it, from any thread, such as a shutdown hook. */
  public static void request() {
    REQUESTED.get().countDown();
  }

  /** Whether it was requested. */
  public static boolean requested() {
    return REQUESTED.get().getCount() == 0;
  }

  /**
   * Waits until it is requested.
   *
   * @param nanos for how long at most
   * @return whether it was
   */
  public static boolean awaitRequest(long nanos) throws InterruptedException {
    return REQUESTED.get().await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Takes the request back, so that another run can begin in this JVM. */
  public static void withdraw() {
    REQUESTED.set(new CountDownLatch(1));
  }
}
