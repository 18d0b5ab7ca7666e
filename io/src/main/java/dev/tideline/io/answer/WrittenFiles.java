package dev.tideline.io.answer;

import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.io.storage.Storage;
import dev.tideline.io.storage.Versions;
import dev.tideline.json.Timestamps;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The files of a run.
 *
 * @param directory where {@link AnswerFiles} wrote them
 */
public record WrittenFiles(Path directory) implements WrittenAnswer {

  /**
   * The folder of the answer that stands at an {@code --output}: in a bucket it is one of several.
   *
   * @throws IOException if that can't be read
   */
  public static Path standingAt(Path output) throws IOException {
    if (!Storage.isRemote(output)) {
      return output;
    }
    return Versions.in(output.resolve(AnswerFolder.VERSIONS))
        .last()
        .map(last -> output.resolve(AnswerFolder.ANSWERS).resolve(last.text()))
        .orElse(output);
  }

  /** Whether the run has written all that it was to write. */
  public boolean areAllThere() throws IOException {
    return Storage.exists(directory.resolve(AnswerFolder.WRITTEN_FILE));
  }

  @Override
  public void rows(SortedTexts.Each each) throws IOException {
    sorted(AnswerFolder.ROWS, each);
  }

  /**
   * Hands over the ledger: a line begins with its minute, so lines sort by time.
   *
   * @throws IOException if a minute is there twice, too
   */
  @Override
  public void ledger(EachMinute each) throws IOException {
    AtomicLong before = new AtomicLong(Long.MIN_VALUE);
    sorted(
        AnswerFolder.LEDGER,
        line ->
            AnswerJson.minute(
                line,
                (minute, entry) -> {
                  if (before.getAndSet(minute) == minute) {
                    throw new IOException(
                        "the ledger has the minute " + Timestamps.format(minute) + " twice");
                  }
                  each.take(minute, entry);
                }));
  }

  @Override
  public void coverage(EachPartition each) throws IOException {
    sorted(AnswerFolder.COVERAGE, line -> AnswerJson.coverage(line, each));
  }

  @Override
  public Kept kept() throws IOException {
    return new Kept(
        OptionalLong.of(lines(AnswerFolder.REJECTS)),
        OptionalLong.of(lines(AnswerFolder.TOO_LATE)));
  }

  @Override
  public boolean isOfOneRun() {
    return true;
  }

  @Override
  public OptionalLong rowsInParquet() throws IOException {
    Path folder = directory.resolve(AnswerFolder.PARQUET);
    if (!Storage.exists(folder)) {
      return OptionalLong.empty();
    }
    long rows = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*" + AnswerFolder.PARQUET_SUFFIX)) {
      for (Path file : files) {
        rows +=
            ParquetFiles.footer(new SourceFile(file, file.getFileName().toString()))
                .rowGroups()
                .stream()
                .mapToLong(RowGroup::rows)
                .sum();
      }
    } catch (InputException unreadable) {
      throw new IOException(String.join("; ", unreadable.problems()), unreadable);
    }
    return OptionalLong.of(rows);
  }

  /** Takes lines one after the other. */
  @FunctionalInterface
  public interface EachLine {
    /** Takes one. */
    void take(String line) throws IOException;
  }

  /** Hands over the lines of one of its folders, in no order. */
  public void lines(String name, EachLine each) throws IOException {
    for (Path part : parts(directory.resolve(name))) {
      try (BufferedReader lines = Files.newBufferedReader(part)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          each.take(line);
        }
      }
    }
  }

  private long lines(String name) throws IOException {
    long all = 0;
    for (Path part : parts(directory.resolve(name))) {
      try (BufferedReader lines = Files.newBufferedReader(part)) {
        all += lines.lines().count();
      }
    }
    return all;
  }

  private void sorted(String name, SortedTexts.Each each) throws IOException {
    try (SortedTexts sorted = new SortedTexts()) {
      lines(name, sorted::add);
      sorted.forEach(each);
    }
  }

  /** Beside the parts there may be temporary files that a retried task has left. */
  private static List<Path> parts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(AnswerFolder.PART))
          .toList();
    }
  }
}
