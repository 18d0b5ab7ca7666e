package dev.tideline.pipelines.run;

import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Heartbeat;
import dev.tideline.pipelines.options.Input;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.telemetry.Telemetry;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/**
 * Reads a source that does not end, and publishes while it goes on, until the source has come to
 * its end after all, where every window fires for the last time; or until it is stopped, from where
 * the next run goes on.
 *
 * @param <R> the pipeline's rows
 */
final class StreamRun<R> {

  private static final Duration LOOK = Duration.millis(500);

  private final PreparedRun<?, R> run;
  private final RunMode.Stream mode;
  private final StopSignal signal;
  private final CountDownLatch stop = new CountDownLatch(1);

  StreamRun(PreparedRun<?, R> run, RunMode.Stream mode, StopSignal signal) {
    this.run = run;
    this.mode = mode;
    this.signal = signal;
  }

  /** Runs it until it has ended or was stopped. */
  ExitCode execute() throws IOException {
    LiveSinks<R> sinks = new LiveSinks<>(run, mode);
    Pipeline pipeline = Pipeline.create(run.beam());
    PreparedRun.Built<?, R> built = run.build(pipeline);
    sinks.writeStream(built);
    run.preflight(pipeline);
    sinks.open();
    run.printNotes(built.source());
    if (run.isDetached()) {
      pipeline.run();
      run.print("submitted, and goes on by itself: its engine's own commands watch and stop it");
      return ExitCode.OK;
    }
    signal.onFirst(
        () -> {
          run.print("stopping ...");
          stop.countDown();
        });
    boolean ended;
    try (Telemetry telemetry = sinks.watch();
        Heartbeat heartbeat = Heartbeat.to(run.err(), run.spec().name(), telemetry::line)) {
      heartbeat.print("running on " + run.beam().getRunner().getSimpleName() + beginning());
      ended = await(RunningPipeline.start(pipeline), sinks);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it ran", interrupted);
    }
    if (ended) {
      built.source().whenDone().run();
      return sinks.report(built.source().holds(), built.source().notes());
    }
    ExitCode code = sinks.reportSoFar(built.source().notes());
    run.print("stopped. " + sequel());
    return code;
  }

  private String beginning() {
    return mode.live().restored() ? ", from the newest checkpoint" : "";
  }

  private String sequel() {
    return mode.input() instanceof Input.Files
        ? "The next run plays the files from their beginning."
        : "The same command goes on from here; with --until now, to the end of what is there.";
  }

  /**
   * Waits until the end of the source has been noted, behind every last firing, or it was stopped:
   * by a signal, or with a command of its runner.
   *
   * @return whether it came to its end
   */
  private boolean await(RunningPipeline pipeline, LiveSinks<?> sinks)
      throws IOException, InterruptedException {
    while (stop.getCount() > 0) {
      PipelineResult.State state = pipeline.await(LOOK);
      if (state == PipelineResult.State.DONE) {
        return sinks.endNoted();
      }
      if (state.isTerminal()) {
        throw new IllegalStateException("the runner ended in state " + state);
      }
      if (!mode.live().endsByItself() && sinks.endNoted()) {
        pipeline.stop();
        return true;
      }
    }
    pipeline.stop();
    return false;
  }
}
