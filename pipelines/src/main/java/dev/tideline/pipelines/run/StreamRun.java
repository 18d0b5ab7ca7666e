package dev.tideline.pipelines.run;

import dev.tideline.io.unbounded.Stop;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.telemetry.Telemetry;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/**
 * Reads a source that does not end, and publishes while it goes on, until the source ends after
 * all: it has reached where it was told to stop, or a signal asked it to.
 *
 * @param <R> the pipeline's rows
 */
final class StreamRun<R> {

  private static final Duration LOOK = Duration.millis(500);

  private final PreparedRun<?, R> run;
  private final RunMode.Stream mode;

  StreamRun(PreparedRun<?, R> run, RunMode.Stream mode) {
    this.run = run;
    this.mode = mode;
  }

  /** Runs it to its end. */
  ExitCode execute() throws IOException {
    LiveSinks<R> sinks = new LiveSinks<>(run, mode);
    Pipeline pipeline = Pipeline.create(run.beam());
    PreparedRun.Built<R> built = run.build(pipeline);
    sinks.write(built);
    sinks.noteTheEnd(built.source().elements());
    run.preflight(pipeline);
    sinks.open();
    run.printNotes(built.source());
    EndSignals.onFirst(
        () -> {
          run.print("ending, what is read is finished first ...");
          Stop.request();
        });
    try (Telemetry telemetry = sinks.watch();
        Heartbeat heartbeat = Heartbeat.to(run.err(), run.spec().name(), telemetry::line)) {
      heartbeat.print("running on " + run.beam().getRunner().getSimpleName());
      await(pipeline.run(), sinks);
    }
    return sinks.report(built.source().holds(), built.source().notes());
  }

  /**
   * Spark's streams never end by themselves: there the marker of the end of the stream is the run's
   * end.
   */
  private static void await(PipelineResult result, LiveSinks<?> sinks) throws IOException {
    PipelineResult.State state = result.waitUntilFinish(LOOK);
    while (state == null || !state.isTerminal()) {
      if (sinks.endNoted()) {
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
