package dev.tideline.io.answer;

import dev.tideline.admission.Outcome;
import dev.tideline.books.BookEntries;
import dev.tideline.books.Books;
import dev.tideline.books.KeepBooks;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.parquet.ParquetRows;
import dev.tideline.io.storage.Storage;
import dev.tideline.json.JsonText;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.DropEarlyPanes;
import dev.tideline.windowing.WindowPolicies;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Contextful;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * Writes an outcome as files of JSON lines in one directory, and on request its rows as Parquet.
 *
 * <p>The directory is one that nobody reads before the run has ended.
 */
public final class AnswerFiles {

  private final Path directory;
  private final boolean parquet;

  /** The names of those that are there. */
  private final List<PCollection<String>> written;

  /**
   * None yet.
   *
   * @param directory where they go; it is empty
   * @param parquet whether rows are written as Parquet too
   */
  public AnswerFiles(Path directory, boolean parquet) {
    this(directory, parquet, new ArrayList<>());
  }

  private AnswerFiles(Path directory, boolean parquet, List<PCollection<String>> written) {
    this.directory = directory;
    this.parquet = parquet;
    this.written = written;
  }

  /** Writes the answer and the account of every record that is not in it. */
  public <R> void write(Outcome<R> outcome, RowFormat<R> format) {
    PCollection<R> rows = outcome.rows().apply("FinalRows", DropEarlyPanes.of());
    List<Part> parts = account(outcome);
    parts.add(part(AnswerFolder.ROWS, rows, format::toJson));
    write("WriteAnswer", parts);
    if (parquet) {
      writeParquet(rows, format);
    }
  }

  /** Files of all windows together, see {@link #write(String, List)}. */
  @SuppressWarnings("deprecation")
  private <R> void writeParquet(PCollection<R> rows, RowFormat<R> format) {
    note(
        "WriteParquet",
        rows.apply("InOneWindow", inOneWindow())
            .apply(
                "WriteParquet",
                FileIO.<R>write()
                    .via(Contextful.fn(ParquetRows.of(format)), ParquetRows.sink(format))
                    .to(directory.resolve(AnswerFolder.PARQUET).toString())
                    .withSuffix(AnswerFolder.PARQUET_SUFFIX)
                    .withIgnoreWindowing()));
  }

  /**
   * Writes lines.
   *
   * @param folder into which, see {@link AnswerFolder}
   */
  public void writeLines(String folder, PCollection<String> lines) {
    write("Write_" + folder, List.of(part(folder, lines, text -> text)));
  }

  /**
   * Writes the account of further records into a folder of their own, as of an answer; nothing is
   * said of those that count but their number.
   */
  public void writeAccount(String folder, Outcome<?> outcome) {
    AnswerFiles files = new AnswerFiles(directory.resolve(folder), false, written);
    files.write("WriteAccount", files.account(outcome));
  }

  private List<Part> account(Outcome<?> outcome) {
    PCollection<Books> books =
        outcome
            .toBooks()
            .apply("KeepBooks", KeepBooks.firingEvery(WindowPolicies.BOOKS_EARLY))
            .apply("FinalBooks", DropEarlyPanes.of());
    List<Part> parts = new ArrayList<>();
    parts.add(part(AnswerFolder.TOO_LATE, outcome.tooLate(), AnswerJson::of));
    parts.add(part(AnswerFolder.REJECTS, outcome.rejects(), AnswerJson::of));
    parts.add(
        part(
            AnswerFolder.LEDGER,
            books.apply("Ledger", BookEntries.ofLedger()),
            minute -> AnswerJson.of(minute.getKey(), minute.getValue())));
    parts.add(
        part(
            AnswerFolder.COVERAGE,
            books.apply("Coverage", BookEntries.ofCoverage()),
            read -> AnswerJson.of(read.getKey(), read.getValue())));
    outcome
        .reusedIds()
        .forEach(ids -> parts.add(part(AnswerFolder.REUSED_IDS, ids, AnswerJson::of)));
    return parts;
  }

  /** Lines, each with the folder that it goes to. */
  private record Part(String folder, PCollection<KV<String, String>> lines) {}

  private static <E> Part part(
      String folder, PCollection<E> elements, SerializableFunction<E, String> text) {
    return new Part(
        folder,
        elements
            .apply(
                "Format_" + folder,
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.strings()))
                    .via(element -> KV.of(folder, text.apply(element))))
            .apply("InOneWindow_" + folder, inOneWindow()));
  }

  /** In windows, FileIO would write files for each of them. */
  private static <E> Window<E> inOneWindow() {
    return Window.<E>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  /**
   * In one step for all folders: what a run over little takes is by its number of steps.
   *
   * <p>In windows, FileIO counts the files of each bundle by themselves. Spark shares what one key
   * has out among bundles (its Reshuffle is a repartition), so several files would get one name,
   * and the last of them be all that is left.
   */
  @SuppressWarnings("deprecation") // for what it does to what nobody has put into one window
  private void write(String name, List<Part> parts) {
    String folder = directory.toString();
    note(
        name,
        PCollectionList.of(parts.stream().map(Part::lines).toList())
            .and(aFileInEachFolder(name, parts))
            .apply("Together_" + name, Flatten.pCollections())
            .apply(
                name,
                FileIO.<String, KV<String, String>>writeDynamic()
                    .by(KV::getKey)
                    .withDestinationCoder(StringUtf8Coder.of())
                    .via(Contextful.fn(KV::getValue), new Lines())
                    .to(folder)
                    .withIgnoreWindowing()
                    // What a task that was tried again leaves there would at the top be no part of
                    // an
                    // answer.
                    .withTempDirectory(folder + "/" + parts.get(0).folder())
                    .withNaming(
                        to -> FileIO.Write.defaultNaming(to + "/" + AnswerFolder.PART, ".jsonl"))));
  }

  private void note(String name, WriteFilesResult<?> files) {
    written.add(files.getPerDestinationOutputFilenames().apply("Files_" + name, Values.create()));
  }

  /**
   * Notes that all files are there, once they are, see {@link WrittenFiles#areAllThere}: for
   * whoever finds them when the process that began the run has gone.
   */
  public void noteWhenAllAreThere() {
    PCollectionList.of(written)
        .apply("AllFiles", Flatten.pCollections())
        .apply("CountFiles", Combine.globally(Count.<String>combineFn()))
        .apply("NoteWritten", ParDo.of(new NoteWritten(directory.toString())));
  }

  /** Writes how many files there are, the same if it is done again. */
  private static final class NoteWritten extends DoFn<Long, Void> {
    private static final long serialVersionUID = 1L;

    private final String directory;

    NoteWritten(String directory) {
      this.directory = directory;
    }

    @ProcessElement
    public void note(@Element Long files) throws IOException {
      Files.writeString(
          Storage.path(directory).resolve(AnswerFolder.WRITTEN_FILE),
          JsonText.object(json -> json.number("files", files)) + "\n");
    }
  }

  /** So that where nothing came can be told from what is missing. */
  private static PCollection<KV<String, String>> aFileInEachFolder(String name, List<Part> parts) {
    return parts
        .get(0)
        .lines()
        .getPipeline()
        .apply(
            "EachFolder_" + name,
            Create.of(parts.stream().map(part -> KV.of(part.folder(), Lines.NONE)).toList()));
  }

  /** Writes lines as they are, ended by a line feed. */
  private static final class Lines implements FileIO.Sink<String> {
    private static final long serialVersionUID = 1L;

    /** Is no line: a file of nothing else is empty. */
    private static final String NONE = "";

    private transient Writer file;

    @Override
    public void open(WritableByteChannel channel) {
      file = Channels.newWriter(channel, StandardCharsets.UTF_8);
    }

    @Override
    public void write(String line) throws IOException {
      if (!line.equals(NONE)) {
        file.write(line);
        file.write('\n');
      }
    }

    @Override
    public void flush() throws IOException {
      file.flush();
    }
  }
}
