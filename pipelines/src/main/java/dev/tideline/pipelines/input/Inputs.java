package dev.tideline.pipelines.input;

import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.events.EventKind;
import dev.tideline.io.events.StoresFile;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.Input;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;

/** What the options say is to be read. */
public final class Inputs {

  private Inputs() {}

  /**
   * A source that was found and not opened yet, with the stores its events are checked against.
   *
   * @param stores the reference data
   * @param opening opens the source into a pipeline
   * @param <V> the view of an event
   */
  public record Found<V extends EventView>(Stores stores, Opening<V> opening) {

    /**
     * Opens the source.
     *
     * @param lateness of the pipeline, by which it is known how far back a topic is to be read
     * @throws UsageException if its files are not what they seem
     */
    public EventSource<?, V> open(Pipeline pipeline, Lateness lateness) {
      try {
        return opening.open(pipeline, lateness);
      } catch (InputException unfit) {
        throw new UsageException(unfit.problems());
      }
    }
  }

  /**
   * Opens a source.
   *
   * @param <V> the view of an event
   */
  @FunctionalInterface
  public interface Opening<V extends EventView> {
    /**
     * Opens it.
     *
     * @throws InputException if its files are not what they seem
     */
    EventSource<?, V> open(Pipeline pipeline, Lateness lateness) throws InputException;
  }

  /**
   * Finds what a pipeline is to read.
   *
   * @return null if there is none; then the mistakes say why
   */
  public static <V extends EventView> Found<V> find(
      RunSettings run, PipelineSpec<V, ?> spec, PipelineGraph<V, ?> graph, Mistakes mistakes) {
    if (run.mode().input() instanceof Input.Files files) {
      return files(files, run, spec.reads(), graph, mistakes);
    }
    Stores stores = found(storesFile(run, null, mistakes), StoresFile::read, mistakes);
    Opening<V> topic = KafkaInputs.find(run.mode(), spec, graph.tokens(), mistakes);
    return stores == null || topic == null ? null : new Found<>(stores, topic);
  }

  private static <V extends EventView> Found<V> files(
      Input.Files input,
      RunSettings run,
      EventKind<V> kind,
      PipelineGraph<V, ?> graph,
      Mistakes mistakes) {
    InputFiles all = found(input.path(), kind.search()::in, mistakes);
    if (all != null && run.output() != null) {
      checkApart(all, input.path(), run.output(), mistakes);
    }
    Path storesFile = storesFile(run, all, mistakes);
    Stores stores = found(storesFile, StoresFile::read, mistakes);
    InputFiles events =
        all == null || storesFile == null ? null : found(storesFile, all::without, mistakes);
    if (events == null || stores == null) {
      return null;
    }
    InputFiles files = graph.firstDay() == null ? events : events.from(graph.firstDay());
    Opening<V> opening =
        run.mode() instanceof RunMode.Stream stream
            ? Replays.of(
                files,
                kind.json().with(graph.tokens()),
                input.replay(),
                stream.live().stateTimers())
            : (pipeline, lateness) -> kind.opener().open(pipeline, files, graph.tokens());
    return new Found<>(
        stores, (pipeline, lateness) -> opening.open(pipeline, lateness).noting(files.notes()));
  }

  private static void checkApart(InputFiles files, String input, Path output, Mistakes mistakes) {
    if (files.holds(output)) {
      mistakes.add(
          "--output %s lies in --input %s, where the next run would read it: give a folder outside"
              .formatted(output, input));
    } else if (files.lieIn(output)) {
      mistakes.add(
          "--input %s lies in --output %s: give the answer a folder of its own"
              .formatted(input, output));
    }
  }

  /** The stores that were named, or those by the input. */
  private static Path storesFile(RunSettings run, InputFiles input, Mistakes mistakes) {
    return run.stores() == null ? found(input, StoresFile::near, mistakes) : run.stores();
  }

  private interface Search<P, E> {
    E by(P place) throws InputException;
  }

  /** Null where there is nowhere to look, or nothing to be found. */
  private static <P, E> E found(P place, Search<P, E> search, Mistakes mistakes) {
    if (place == null) {
      return null;
    }
    try {
      return search.by(place);
    } catch (InputException nothing) {
      mistakes.addAll(nothing.problems());
      return null;
    }
  }
}
