package dev.tideline.pipelines.run;

import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Heartbeat;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.telemetry.Telemetry;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop of bounded runs over a topic, each from where the last good one ended to what is there
 * when it begins.
 *
 * <p>The position moves on only after all of a micro-batch is written, so a micro-batch that failed
 * is tried again, with what has come since; none is skipped. A micro-batch begins to read a
 * look-back before the position, so that every window that new records touch is whole, and what it
 * writes replaces what an earlier micro-batch wrote only if it was made of as many events or more.
 * So micro-batches may overlap, and be repeated, and nothing is lost or counted twice.
 *
 * @param <R> the pipeline's rows
 */
final class MicroBatchRun<R> {

  private static final Logger LOG = LoggerFactory.getLogger(MicroBatchRun.class);

  /**
   * How long to wait before a failed micro-batch is tried again, in ms, unless the next is due
   * before.
   */
  private static final long RETRY = 5_000;

  private final PreparedRun<?, R> run;
  private final RunMode.MicroBatch mode;
  private final StopSignal signal;
  private final CountDownLatch stop = new CountDownLatch(1);

  MicroBatchRun(PreparedRun<?, R> run, RunMode.MicroBatch mode, StopSignal signal) {
    this.run = run;
    this.mode = mode;
    this.signal = signal;
  }

  /**
   * Runs micro-batches until told to stop; with {@code --until now} a single one. If the last one
   * failed, so has the run, whatever is there.
   */
  ExitCode execute() throws IOException {
    if (run.isDetached()) {
      throw new UsageException(
          List.of(
              "--every begins one run after another, so it must wait for each: submit it without"
                  + " --detached, and not over HTTP"));
    }
    LiveSinks<R> sinks = new LiveSinks<>(run, mode);
    sinks.open();
    signal.onFirst(
        () -> {
          run.print("ending after this micro-batch ...");
          stop.countDown();
        });
    boolean failed = false;
    try (Telemetry telemetry = sinks.watch();
        Heartbeat heartbeat = Heartbeat.to(run.err(), run.spec().name(), telemetry::line)) {
      heartbeat.print("running on " + run.beam().getRunner().getSimpleName());
      if (mode.input().kafka().untilNow()) {
        microBatch(sinks);
      } else {
        failed = loop(sinks);
      }
    }
    ExitCode reported = sinks.report(List.of(), List.of());
    return failed ? ExitCode.FAILED : reported;
  }

  /** Whether the last micro-batch failed. */
  private boolean loop(LiveSinks<R> sinks) {
    boolean failed;
    long every = mode.every().getMillis();
    long due = System.nanoTime();
    do {
      long wait = every;
      failed = false;
      try {
        microBatch(sinks);
      } catch (UsageException hopeless) {
        throw hopeless; // records were deleted before they were read, say: a person must decide
      } catch (IOException | RuntimeException failure) {
        // Runners wrap what went wrong in exceptions of their own. The position has not moved.
        failed = true;
        LOG.warn("a micro-batch failed", failure);
        run.print("a micro-batch failed, and is tried again: " + Launcher.reasonOf(failure));
        wait = Math.min(every, RETRY);
      }
      due += TimeUnit.MILLISECONDS.toNanos(wait);
      due = Math.max(due, System.nanoTime());
    } while (!stoppedBy(due));
    return failed;
  }

  private boolean stoppedBy(long due) {
    try {
      return stop.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void microBatch(LiveSinks<R> sinks) throws IOException {
    Pipeline pipeline = Pipeline.create(run.beam());
    PreparedRun.Built<?, R> built = run.build(pipeline);
    String id = UUID.randomUUID().toString();
    sinks.writeBatch(built, id);
    run.preflight(pipeline);
    run.untilDone(pipeline);
    List<String> faults = sinks.coverageFaults(id, built.source().holds());
    if (!faults.isEmpty()) {
      throw new IOException(String.join("; ", faults));
    }
    built.source().whenDone().run();
  }
}
