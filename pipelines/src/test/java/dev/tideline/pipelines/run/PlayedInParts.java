package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.events.StoresFile;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.replay.ReplaySource;
import dev.tideline.io.unbounded.EventBatchDecoder;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.input.Inputs;
import dev.tideline.pipelines.options.Input;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;

/**
 * Plays a shop as the commands do, but with as many records to an element as a test wants.
 *
 * @param shop what is played
 * @param stores its stores
 * @param batch how many records to an element
 */
record PlayedInParts(OneStore shop, Stores stores, int batch) {

  static PlayedInParts of(OneStore shop, int batch) throws InputException {
    return new PlayedInParts(shop, StoresFile.read(shop.folder().resolve("stores.jsonl")), batch);
  }

  /** Runs a pipeline on the Direct runner. */
  Ended run(String pipeline, String... words) throws IOException, InputException {
    return run(Pipelines.named(pipeline).orElseThrow().command().get(), words);
  }

  private <V extends EventView, R> Ended run(PipelineCommand<V, R> command, String... words)
      throws IOException, InputException {
    PipelineCommandLine line = PipelineCommandLine.parse(command, words);
    RunSettings settings = line.shared().check(new Mistakes());
    RunMode.Stream mode = (RunMode.Stream) settings.mode();
    PipelineGraph<V, R> graph = command.graph(settings, new Mistakes());
    InputFiles files = command.spec().reads().search().in(shop.toString());
    JsonEventType<? extends V> type = command.spec().reads().json().with(graph.tokens());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PreparedRun<V, R> run =
        new PreparedRun<>(
            command.spec(),
            settings,
            graph,
            new Inputs.Found<>(
                stores,
                (pipeline, lateness) -> play(pipeline, files, type, (Input.Files) mode.input())),
            line.beamOptions(command.spec().name()),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int code = new StreamRun<>(run, mode).execute().code();
    return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private <E extends V, V extends EventView> EventSource<?, V> play(
      Pipeline pipeline, InputFiles files, JsonEventType<E> type, Input.Files input) {
    return new EventSource<>(
        pipeline.apply(
            "Play", Read.from(ReplaySource.of(files.files(), type, input.order(), batch))),
        new EventBatchDecoder<E, V>(new Copies.UntilTheWatermark(0)),
        OptionalLong.empty());
  }
}
