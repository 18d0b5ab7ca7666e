package dev.tideline.io.answer;

import dev.tideline.admission.Outcome;
import dev.tideline.books.BookEntries;
import dev.tideline.books.Books;
import dev.tideline.books.KeepBooks;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.parquet.ParquetRows;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.DropEarlyPanes;
import dev.tideline.windowing.WindowPolicies;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Contextful;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * Writes an outcome as files of JSON lines in one directory, and on request its rows as Parquet.
 *
 * <p>The directory is one that nobody reads before the run has ended.
 *
 * @param directory where the files go; it is empty
 * @param parquet whether rows are written as Parquet too
 */
public record AnswerFiles(Path directory, boolean parquet) {

  /** Writes the answer and the account of every record that is not in it. */
  public <R> void write(Outcome<R> outcome, RowFormat<R> format) {
    PCollection<R> rows =
        outcome
            .rows()
            .apply("FinalRows", DropEarlyPanes.of())
            // In windows, FileIO would write files for each of them.
            .apply(
                "InOneWindow",
                Window.<R>into(new GlobalWindows())
                    .triggering(DefaultTrigger.of())
                    .withAllowedLateness(Duration.ZERO)
                    .discardingFiredPanes());
    write(AnswerFolder.ROWS, rows, format::toJson);
    writeAccount(outcome);
    if (parquet) {
      writeParquet(rows, format);
    }
  }

  /**
   * In windows, FileIO counts the files of each bundle by themselves. Spark shares what one key has
   * out among bundles (its Reshuffle is a repartition), so several files would get one name, and
   * the last of them be all that is left.
   */
  @SuppressWarnings("deprecation") // for what it does to what nobody has put into one window
  private <R> void writeParquet(PCollection<R> rows, RowFormat<R> format) {
    rows.apply(
        "WriteParquet",
        FileIO.<R>write()
            .via(Contextful.fn(ParquetRows.of(format)), ParquetRows.sink(format))
            .to(directory.resolve(AnswerFolder.PARQUET).toString())
            .withSuffix(AnswerFolder.PARQUET_SUFFIX)
            .withIgnoreWindowing());
  }

  /**
   * Writes more, each a JSON object on a line.
   *
   * @param folder into which, see {@link AnswerFolder}
   */
  public void writeLines(String folder, PCollection<String> lines) {
    write(folder, lines, text -> text);
  }

  /**
   * Writes the account of every record of another source, in a folder of its own, where nothing is
   * said of those that count but their number.
   */
  public void writeAccount(String folder, Outcome<?> outcome) {
    new AnswerFiles(directory.resolve(folder), false).writeAccount(outcome);
  }

  private void writeAccount(Outcome<?> outcome) {
    write(AnswerFolder.TOO_LATE, outcome.tooLate(), AnswerJson::of);
    write(AnswerFolder.REJECTS, outcome.rejects(), AnswerJson::of);
    PCollection<Books> books =
        outcome
            .toBooks()
            .apply("KeepBooks", KeepBooks.firingEvery(WindowPolicies.BOOKS_EARLY))
            .apply("FinalBooks", DropEarlyPanes.of());
    write(
        AnswerFolder.LEDGER,
        books.apply("Ledger", BookEntries.ofLedger()),
        minute -> AnswerJson.of(minute.getKey(), minute.getValue()));
    write(
        AnswerFolder.COVERAGE,
        books.apply("Coverage", BookEntries.ofCoverage()),
        read -> AnswerJson.of(read.getKey(), read.getValue()));
    outcome.reusedIds().forEach(ids -> write(AnswerFolder.REUSED_IDS, ids, AnswerJson::of));
  }

  private <E> void write(
      String name, PCollection<E> elements, SerializableFunction<E, String> text) {
    elements
        .apply("Format_" + name, MapElements.into(TypeDescriptors.strings()).via(text))
        .apply(
            "Write_" + name,
            TextIO.write()
                .to(directory.resolve(name).resolve(AnswerFolder.PART).toString())
                .withSuffix(".jsonl"));
  }
}
