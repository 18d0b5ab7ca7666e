package dev.tideline.benchmarks.product;

import dev.tideline.benchmarks.peers.Repetitions;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.util.Arrays;

/** Runs a pipeline of the product again and again in one process: N PIPELINE OPTION... */
public final class RunAgain {

  private RunAgain() {}

  /**
   * Runs it, tells how long each time took, and ends the process.
   *
   * @throws IllegalStateException if a run does not end well: it has said why
   */
  public static void main(String[] arguments) throws Exception {
    int times = Integer.parseInt(arguments[0]);
    PipelineSpec<?, ?> spec = Pipelines.named(arguments[1]).orElseThrow();
    String[] options = Arrays.copyOfRange(arguments, 2, arguments.length);
    Repetitions.of(
        times,
        () -> {
          int status = Launcher.terminal().run(spec.command().get(), options);
          if (status != 0) {
            throw new IllegalStateException(spec.name() + " ended with status " + status);
          }
        });
    System.exit(0); // an engine may leave threads behind
  }
}
