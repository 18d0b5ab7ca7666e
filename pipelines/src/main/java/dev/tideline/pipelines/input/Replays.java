package dev.tideline.pipelines.input;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.lines.FirstBytes;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.replay.ReplaySource;
import dev.tideline.io.unbounded.EventBatchDecoder;
import dev.tideline.io.unbounded.PacedSource;
import dev.tideline.pipelines.options.Replaying;
import java.util.OptionalLong;
import org.apache.beam.sdk.io.Read;

/** Files that are read as if their records came one after another. */
final class Replays {

  private Replays() {}

  /**
   * Plays files of JSON lines as they are to arrive.
   *
   * @param timers whether the runner tells steps of the watermark
   */
  static <E extends V, V extends EventView> Inputs.Opening<V> of(
      InputFiles files, JsonEventType<E> type, Replaying replay, boolean timers) {
    Copies copies =
        timers ? new Copies.UntilTheWatermark(0) : new Copies.WithinDisorder(Long.MAX_VALUE);
    return (pipeline, lateness) -> {
      if (files.format() != InputFiles.Format.JSON_LINES) {
        throw new InputException("--mode stream plays files of JSON lines, not of the archive");
      }
      FirstBytes.check(files.files());
      return new EventSource<>(
          pipeline.apply(
              "Play" + type.name(),
              Read.from(
                  PacedSource.of(
                      ReplaySource.of(files.files(), type, replay.order(), replay.batch()), 1))),
          new EventBatchDecoder<E, V>(copies),
          OptionalLong.empty());
    };
  }
}
