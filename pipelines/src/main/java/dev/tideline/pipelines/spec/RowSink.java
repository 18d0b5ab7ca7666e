package dev.tideline.pipelines.spec;

import dev.tideline.io.answer.AnswerTables;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.io.sql.TableRows;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.signals.SignalsTopic;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/**
 * Where a live run puts its rows, and reads them back.
 *
 * @param <R> the row
 */
public interface RowSink<R> {

  /**
   * Puts them there as they come.
   *
   * @return what of them is to be stored in tables, together with what else is
   */
  List<TableRows<?>> write(PCollection<R> rows);

  /** Hands over the final rows that are there now: their canonical texts, sorted by their bytes. */
  void read(SortedTexts.Each each) throws IOException;

  /** The topic of signals that they are sent to, if they are. */
  default Optional<SignalsTopic> sentTo() {
    return Optional.empty();
  }

  /**
   * Makes the sink of a run.
   *
   * @param <R> the row
   */
  @FunctionalInterface
  interface Factory<R> {
    /** The sink of a run in this mode, which keeps its other tables here. */
    RowSink<R> of(RunMode.Live mode, AnswerTables tables);
  }

  /** Puts rows into the table of their format. */
  static <R> Factory<R> table(RowFormat<R> format) {
    return (mode, tables) -> new TableSink<>(tables, format);
  }
}
