package dev.tideline.datasets;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Says every few seconds how far long work has come; work that is done sooner, it doesn't mention.
 */
public final class Progress implements AutoCloseable {

  private static final long SECONDS_BETWEEN = 2;

  private final LongAdder done = new LongAdder();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private Progress() {}

  /**
   * Begins to watch.
   *
   * @param expected how many records there will be, about
   */
  public static Progress of(long expected, PrintWriter out) {
    Progress progress = new Progress();
    progress.clock.scheduleAtFixedRate(
        () -> progress.print(expected, out), SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    return progress;
  }

  /** So many more records have been written. */
  public void add(long records) {
    done.add(records);
  }

  private void print(long expected, PrintWriter out) {
    long records = done.sum();
    long percent = Math.min(99, records * 100 / Math.max(1, expected));
    out.printf(Locale.ROOT, "%,d records written, about %d %%%n", records, percent);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
