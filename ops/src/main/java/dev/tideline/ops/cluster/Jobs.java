package dev.tideline.ops.cluster;

import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.report.TextTable;
import java.io.IOException;
import java.util.List;

/** The pipelines on a cluster. A job is named after its pipeline, and there is one of a name. */
interface Jobs {

  /**
   * Submits a bounded run, and passes on what it prints.
   *
   * @param detached whether nobody waits for its end
   * @return how it ended, or was submitted
   */
  ExitCode run(Submission submission, boolean detached) throws IOException, InterruptedException;

  /** Submits a stream, and returns when it runs. */
  void start(Submission submission) throws IOException, InterruptedException;

  /** Stops a stream so that it can go on from there. */
  void stop(String name) throws IOException, InterruptedException;

  /**
   * Goes on where a stream was stopped.
   *
   * @param options those that are to be others than before
   */
  void resume(String name, List<String> options) throws IOException, InterruptedException;

  /** Stops a stream for good. */
  void cancel(String name) throws IOException, InterruptedException;

  /** What the cluster knows of jobs. */
  TextTable all() throws IOException, InterruptedException;
}
