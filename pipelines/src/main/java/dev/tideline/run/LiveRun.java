package dev.tideline.run;

import dev.tideline.kafka.ParkedReaders;
import dev.tideline.kafka.Stop;
import dev.tideline.telemetry.Telemetry;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/**
 * Reads a source that does not end, and speaks while it goes on, until the source ends after all:
 * it has reached where it was told to stop, or a signal asked it to.
 *
 * @param <R> the pipeline's rows
 */
final class LiveRun<R> {

  private static final Duration LOOK = Duration.millis(500);

  private final Run<R> run;

  LiveRun(Run<R> run) {
    this.run = run;
  }

  /** Runs it to its end. */
  ExitCode execute() throws IOException {
    Outlets<R> outlets = new Outlets<>(run);
    Pipeline pipeline = Pipeline.create(run.beam());
    Job.Graph<R> graph = run.plan().build(pipeline);
    outlets.write(graph);
    outlets.noteTheEnd(graph.intake().elements());
    run.preflight(pipeline);
    outlets.open();
    EndSignals.onFirst(
        () -> {
          run.err().println(run.job().name() + ": ending, what is read is finished first ...");
          Stop.request();
        });
    try (Telemetry telemetry = outlets.watch();
        Heartbeat heartbeat = Heartbeat.to(run.err(), run.job().name(), telemetry::line)) {
      heartbeat.say("running on " + run.beam().getRunner().getSimpleName());
      await(pipeline.run(), outlets);
    } finally {
      ParkedReaders.closeAll();
    }
    return outlets.report();
  }

  /** Spark's streams never end by themselves: there the run's last word is its end. */
  private static void await(PipelineResult result, Outlets<?> outlets) throws IOException {
    PipelineResult.State state = result.waitUntilFinish(LOOK);
    while (state == null || !state.isTerminal()) {
      if (outlets.closed()) {
        result.cancel();
        return;
      }
      state = result.waitUntilFinish(LOOK);
    }
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the runner ended in state " + state);
    }
  }
}
