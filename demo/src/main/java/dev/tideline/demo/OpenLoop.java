package dev.tideline.demo;

import java.util.concurrent.locks.LockSupport;

/**
 * When the next of many things is due: an open loop, by a schedule that was fixed at the start.
 * Whoever falls behind catches up, and no slow answer makes the load less.
 */
public final class OpenLoop {

  private static final double NANOS = 1e9;

  /** Below this, ns, a sleep takes longer than it is to last. */
  private static final long SHORTEST_SLEEP = 200_000;

  private final double perSecond;
  private final long start = System.nanoTime();
  private long begun;

  private OpenLoop(double perSecond) {
    this.perSecond = perSecond;
  }

  /** So many a second, from now on. */
  public static OpenLoop of(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("so many a second, not " + perSecond);
    }
    return new OpenLoop(perSecond);
  }

  /** All at once. */
  public static OpenLoop unlimited() {
    return new OpenLoop(Double.POSITIVE_INFINITY);
  }

  /** Waits until the next one is due. */
  public void await() throws InterruptedException {
    long due = start + (long) (begun / perSecond * NANOS);
    begun++;
    for (long left = due - System.nanoTime();
        left > SHORTEST_SLEEP;
        left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
