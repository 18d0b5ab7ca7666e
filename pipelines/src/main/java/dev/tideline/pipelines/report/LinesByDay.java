package dev.tideline.pipelines.report;

import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.files.Folders;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.io.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * The lines of a part of an answer that begin with their business day: those of a day in a file of
 * their own, sorted by their bytes. However many there are, they are never all in memory. The files
 * lie beside the answer until this is closed, or where this machine has temporary ones, if that is
 * in a bucket.
 */
public final class LinesByDay implements Closeable {

  private static final String DAY = "business_day";

  private final Path folder;

  private LinesByDay(Path folder) {
    this.folder = folder;
  }

  /**
   * Those of an answer.
   *
   * @param part the name of one of its folders
   */
  public static LinesByDay of(Path answer, String part) throws IOException {
    LinesByDay days = new LinesByDay(spool(answer, part));
    try (SortedTexts sorted = new SortedTexts();
        DayFiles files = new DayFiles(days)) {
      new WrittenFiles(answer).lines(part, sorted::add);
      sorted.forEach(files::write);
    } catch (IOException | RuntimeException failure) {
      days.close();
      throw failure;
    }
    return days;
  }

  private static Path spool(Path answer, String part) throws IOException {
    return Storage.isRemote(answer)
        ? Files.createTempDirectory("tideline-" + part + "-")
        : Files.createDirectory(answer.resolveSibling("." + part + ".tmp"));
  }

  /** Writes sorted lines, so that one file is open at a time. */
  private static final class DayFiles implements Closeable {

    private final LinesByDay days;
    private LocalDate date;
    private Writer open = Writer.nullWriter();

    DayFiles(LinesByDay days) {
      this.days = days;
    }

    void write(String line) throws IOException {
      LocalDate its = LocalDate.parse(AnswerJson.parse(line).get(DAY).asText());
      if (!its.equals(date)) {
        open.close();
        open = Files.newBufferedWriter(days.place(its));
        date = its;
      }
      open.write(line);
      open.write('\n');
    }

    @Override
    public void close() throws IOException {
      open.close();
    }
  }

  private Path place(LocalDate date) {
    return folder.resolve(date + ".jsonl");
  }

  /** The file of a day; an empty one, if it has no lines. */
  public Path file(LocalDate date) throws IOException {
    Path file = place(date);
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    return file;
  }

  /** The lines of a day. */
  public List<String> lines(LocalDate date) throws IOException {
    return Files.readAllLines(file(date));
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
