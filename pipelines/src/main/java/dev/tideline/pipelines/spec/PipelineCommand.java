package dev.tideline.pipelines.spec;

import dev.tideline.event.EventView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunSettings;

/**
 * A pipeline as a command: the options of its own, which picocli reads, and the graph that they ask
 * for. The options that all pipelines share are not among them.
 *
 * @param <V> the view through which it sees an event
 * @param <R> its rows
 */
public interface PipelineCommand<V extends EventView, R> {

  /** What there is to know of it. */
  PipelineSpec<V, R> spec();

  /** How it is called to a run. */
  default String usage() {
    return "scripts/run " + spec().name();
  }

  /**
   * The graph that is asked for.
   *
   * @param run what the shared options say; what is wrong with them is null
   * @param mistakes takes note of what is wrong with its own options; then the graph is never run
   */
  PipelineGraph<V, R> graph(RunSettings run, Mistakes mistakes);
}
