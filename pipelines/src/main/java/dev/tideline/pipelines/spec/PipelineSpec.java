package dev.tideline.pipelines.spec;

import dev.tideline.event.EventView;
import dev.tideline.io.events.EventKind;
import dev.tideline.pipelines.report.RowTotals;
import dev.tideline.row.RowFormat;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What there is to know of a pipeline without running it.
 *
 * @param name what it is called on the command line
 * @param answers what it answers, in a few words
 * @param reads the kind of event it reads
 * @param defaults how it reads a topic, unless a run is told otherwise
 * @param rows the columns of its rows
 * @param sink where a live run puts its rows
 * @param totals what a report says of all rows together
 * @param command makes its command, with its own options
 * @param <V> the view through which it sees an event
 * @param <R> its rows
 */
public record PipelineSpec<V extends EventView, R>(
    String name,
    String answers,
    EventKind<V> reads,
    SourceDefaults defaults,
    RowFormat<R> rows,
    RowSink.Factory<R> sink,
    RowTotals totals,
    Supplier<PipelineCommand<V, R>> command) {

  /**
   * The name of its step in the graph, such as {@code DailyRevenue}: with it begins the address of
   * all its state in a savepoint.
   */
  public String stepName() {
    return Arrays.stream(name.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
