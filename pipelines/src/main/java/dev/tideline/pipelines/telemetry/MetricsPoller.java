package dev.tideline.pipelines.telemetry;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a source every few seconds, in a thread of its own: one that hangs holds up no other.
 */
final class MetricsPoller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsPoller.class);

  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Duration LAST = Duration.ofSeconds(2);

  /**
   * A rest is so many times longer than the look before it: looking takes 5 % of the time at most.
   * A look that had no answer is soon tried again.
   */
  private static final int REST = 19;

  private final MetricsSource source;
  private final Metrics metrics;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private boolean silent;

  private MetricsPoller(String pipeline, MetricsSource source, Metrics metrics) {
    this.source = source;
    this.metrics = metrics;
    this.thread = new Thread(this::run, pipeline + "-watch-" + source.name());
    thread.setDaemon(true);
  }

  /** Looks for the first time, before anything else happens, and then goes on by itself. */
  static MetricsPoller begin(String pipeline, MetricsSource source, Metrics metrics) {
    MetricsPoller watch = new MetricsPoller(pipeline, source, metrics);
    watch.look();
    watch.thread.start();
    return watch;
  }

  private void run() {
    long rest = EVERY.toMillis();
    try {
      while (!stop.await(rest, TimeUnit.MILLISECONDS)) {
        long begin = System.nanoTime();
        look();
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        rest = silent ? EVERY.toMillis() : Math.max(EVERY.toMillis(), REST * took);
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    } finally {
      source.close();
    }
  }

  private void look() {
    try {
      source.look(metrics);
      metrics.up(source.name(), true);
      silent = false;
    } catch (IOException | RuntimeException failure) {
      // Whatever it is, even a mistake of ours: telemetry must not harm the run that it watches.
      metrics.up(source.name(), false);
      if (!silent) {
        LOG.warn("no metrics from {} for now", source.name(), failure);
      }
      silent = true;
    }
  }

  /** Ends it. A look that hangs is left to itself after a little while. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(LAST.toMillis());
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }
}
