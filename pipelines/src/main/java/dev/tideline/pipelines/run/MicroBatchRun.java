package dev.tideline.pipelines.run;

import dev.tideline.io.unbounded.Stop;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.telemetry.Telemetry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop of bounded runs over a topic, each from where the last good one ended to what is there
 * when it begins.
 *
 * <p>The position moves on only after all of a round is written, so a round that failed is tried
 * again, with what has come since; none is skipped. A round begins to read a look-back before the
 * position, so that every window that new records touch is whole, and what it writes replaces what
 * an earlier round wrote only if it was made of as many events or more. So rounds may overlap, and
 * be repeated, and nothing is lost or counted twice.
 *
 * @param <R> the pipeline's rows
 */
final class MicroBatchRun<R> {

  private static final Logger LOG = LoggerFactory.getLogger(MicroBatchRun.class);

  /**
   * How long to wait before a failed round is tried again, in ms, unless the next is due before.
   */
  private static final long RETRY = 5_000;

  private final PreparedRun<R> run;

  MicroBatchRun(PreparedRun<R> run) {
    this.run = run;
  }

  /**
   * Runs rounds until told to stop; with {@code --until now} a single one. If the last one failed,
   * so has the run, whatever is there.
   */
  ExitCode execute() throws IOException {
    LiveSinks<R> outlets = new LiveSinks<>(run);
    outlets.open();
    EndSignals.onFirst(
        () -> {
          run.err().println(run.job().name() + ": ending after this round ...");
          Stop.request();
        });
    boolean failed = false;
    try (Telemetry telemetry = outlets.watch();
        Heartbeat heartbeat = Heartbeat.to(run.err(), run.job().name(), telemetry::line)) {
      heartbeat.say("running on " + run.beam().getRunner().getSimpleName());
      if (run.settings().kafka().untilNow()) {
        round(outlets);
      } else {
        failed = loop(outlets);
      }
    }
    ExitCode reported = outlets.report();
    return failed ? ExitCode.FAILED : reported;
  }

  /** Says whether the last round failed. */
  private boolean loop(LiveSinks<R> outlets) {
    boolean failed;
    long every = run.settings().live().every().getMillis();
    long due = System.nanoTime();
    do {
      long wait = every;
      failed = false;
      try {
        round(outlets);
      } catch (UsageException hopeless) {
        throw hopeless; // records were deleted before they were read, say: a person must decide
      } catch (IOException | RuntimeException failure) {
        // Runners wrap what went wrong in exceptions of their own. The position has not moved.
        failed = true;
        LOG.warn("a round failed", failure);
        run.err()
            .println(
                run.job().name()
                    + ": a round failed, and is tried again: "
                    + Launcher.reasonOf(failure));
        wait = Math.min(every, RETRY);
      }
      due += TimeUnit.MILLISECONDS.toNanos(wait);
      due = Math.max(due, System.nanoTime());
    } while (!stoppedBy(due));
    return failed;
  }

  private boolean stoppedBy(long due) {
    try {
      return Stop.awaitRequest(due - System.nanoTime());
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void round(LiveSinks<R> outlets) throws IOException {
    Pipeline pipeline = Pipeline.create(run.beam());
    PipelineCommand.Graph<R> graph = run.plan().build(pipeline);
    outlets.write(graph);
    run.preflight(pipeline);
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the runner ended in state " + state);
    }
    graph.intake().whenDone().run();
  }
}
