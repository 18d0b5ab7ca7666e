package dev.tideline.pipelines.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.admission.Outcome;
import dev.tideline.io.EventSource;
import dev.tideline.io.answer.AnswerTables;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunOptions;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.row.RowFormat;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;

/**
 * One pipeline as a command: what is its own, among the things that every run does alike.
 *
 * @param <R> its rows
 */
public interface PipelineCommand<R> {

  /** Its name on the command line. */
  String name();

  /** How it is called to a run. */
  default String command() {
    return "scripts/run " + name();
  }

  /** The topic it reads, unless it is told another. */
  String topic();

  /** The options it shares with all others. */
  RunOptions options();

  /** The columns of its rows. */
  RowFormat<R> format();

  /**
   * Checks the options of its own, and looks for its input.
   *
   * @param settings what the shared options say; what is wrong with them is null
   * @return how to build the graph; null if anything is wrong, as the mistakes then say
   */
  Plan<R> plan(RunSettings settings, Mistakes mistakes);

  /** Where a live run puts its rows. */
  default RowSink<R> outlet(RunSettings settings, AnswerTables tables) {
    return RowSink.table(tables, format());
  }

  /** The sums over all rows, a line each. */
  List<String> totals(List<JsonNode> rows);

  /** How many events the rows stand for, if they tell. */
  OptionalLong eventsIn(List<JsonNode> rows);

  /** Builds the graph into a pipeline. */
  @FunctionalInterface
  interface Plan<R> {
    /** Opens the source, and applies the business to it. */
    Graph<R> build(Pipeline pipeline);
  }

  /**
   * A graph without its sinks.
   *
   * @param intake where its records come from
   * @param outcome what comes out of it
   */
  record Graph<R>(EventSource<?, ?> intake, Outcome<R> outcome) {}
}
