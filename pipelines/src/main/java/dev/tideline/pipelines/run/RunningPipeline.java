package dev.tideline.pipelines.run;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/**
 * A pipeline on its way. Some runners come back from {@link Pipeline#run()} at once, with a result
 * that can be cancelled; others only when all is done, so it is called on a thread of its own.
 */
final class RunningPipeline {

  private final FutureTask<PipelineResult> run;
  private final Thread thread;

  private RunningPipeline(FutureTask<PipelineResult> run, Thread thread) {
    this.run = run;
    this.thread = thread;
  }

  /** Starts it. */
  static RunningPipeline start(Pipeline pipeline) {
    FutureTask<PipelineResult> run = new FutureTask<>(pipeline::run);
    Thread thread = new Thread(run, "pipeline");
    thread.start();
    return new RunningPipeline(run, thread);
  }

  /**
   * Waits for its end. What made it fail is thrown as it is.
   *
   * @param time for how long at most
   * @return its state, which is terminal if it has ended
   */
  PipelineResult.State await(Duration time) throws InterruptedException {
    try {
      PipelineResult.State state =
          run.get(time.getMillis(), TimeUnit.MILLISECONDS).waitUntilFinish(time);
      return state == null ? PipelineResult.State.RUNNING : state;
    } catch (TimeoutException goesOn) {
      return PipelineResult.State.RUNNING;
    } catch (ExecutionException failure) {
      throw asItIs(failure.getCause());
    }
  }

  /**
   * Stops it where it is: nothing more is read, and no window fires because of it. What its runner
   * has kept so far stays. A runner that has not come back is interrupted.
   */
  void stop() throws IOException, InterruptedException {
    thread.interrupt();
    try {
      run.get().cancel();
    } catch (ExecutionException failure) {
      if (!isInterruption(failure)) {
        throw asItIs(failure.getCause());
      }
    }
  }

  private static boolean isInterruption(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  private static RuntimeException asItIs(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure);
  }
}
