package dev.tideline.pipelines.spec;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.report.Report;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * What becomes of the answer of a bounded run, where it is not left in a folder as it is.
 *
 * @param <V> the view through which the pipeline sees an event
 */
public interface Publication<V extends EventView> {

  /**
   * The events by which the answer differs from what was published before, as JSON; empty if nobody
   * asks.
   */
  Optional<PTransform<PCollection<Object>, PCollection<String>>> corrections(
      RecordDecoder<Object, V> decoder, Stores stores);

  /**
   * Begins a run.
   *
   * @param runner on which it runs
   * @throws dev.tideline.pipelines.cli.UsageException if it can't be published
   */
  Begun begin(Stores stores, String runner) throws IOException;

  /** A run that has begun; closed without having published, it has failed. */
  interface Begun extends AutoCloseable {

    /** What is to be expected of it, a line each. */
    List<String> outlook();

    /** Where its answer is to go. */
    Path answer();

    /** Publishes an answer that balances, and says what came of it. */
    ExitCode publish(Report report, PrintStream out) throws IOException;

    @Override
    void close() throws IOException;
  }
}
