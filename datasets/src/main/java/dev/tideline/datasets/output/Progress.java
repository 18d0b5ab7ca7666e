package dev.tideline.datasets.output;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reports every few seconds how far long work has come; work that is done sooner, it doesn't
 * mention.
 */
public final class Progress implements AutoCloseable {

  private static final long MILLIS_BETWEEN = 2_000;

  private final LongAdder done = new LongAdder();
  private final Timer clock = new Timer("progress", true);

  private Progress() {}

  /**
   * Begins to watch.
   *
   * @param expected how many records there will be, about
   */
  public static Progress of(long expected, PrintWriter out) {
    Progress progress = new Progress();
    TimerTask print =
        new TimerTask() {
          @Override
          public void run() {
            progress.print(expected, out);
          }
        };
    progress.clock.schedule(print, MILLIS_BETWEEN, MILLIS_BETWEEN);
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
    clock.cancel();
  }
}
