package dev.tideline.pipelines.spec;

import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.report.Report;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What becomes of the answer of a bounded run, where it is not left in a folder as it is.
 *
 * @param <V> the view through which the pipeline sees an event
 */
public interface Publication<V extends EventView> {

  /**
   * Begins a run.
   *
   * @param runner on which it runs
   * @throws dev.tideline.pipelines.cli.UsageException if it can't be published
   */
  Begun<V> begin(Stores stores, String runner) throws IOException;

  /**
   * A run that has begun; closed without having published, it has failed.
   *
   * @param <V> the view through which the pipeline sees an event
   */
  interface Begun<V extends EventView> extends AutoCloseable {

    /** What is to be expected of it, a line each. */
    List<String> outlook();

    /** Where its answer is to go. */
    Path output();

    /**
     * Adds to the graph what else it wants to know, which is written beside the answer.
     *
     * @param source what the pipeline reads
     * @param files the answer's
     */
    <T> void extend(EventSource<T, V> source, AnswerFiles files);

    /** Publishes an answer that balances, and says what came of it. */
    ExitCode publish(Report report, PrintStream out) throws IOException;

    @Override
    void close() throws IOException;
  }
}
