package dev.tideline.pipelines.published;

import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.runs.RunFolder;
import dev.tideline.pipelines.runs.RunMetrics;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All days that were published in a folder, and the runs that did it:
 *
 * <pre>
 * days/2026-03-17/current    the number of the version that stands
 * days/2026-03-17/v1/        a version: see {@link PublishedDay}
 * runs/20260318-040102-117/  a run: see {@link RunFolder}
 * metrics.prom               how the last run ended: see {@link RunMetrics}
 * </pre>
 *
 * @param root the folder
 */
public record PublishedDays(Path root) {

  /** Why days can't be published there, or empty if they can: what is there is not ours. */
  public Optional<String> whyNot() {
    if (Storage.isRemote(root)) {
      return Optional.of(
          "--output %s can't take published days: they are published on a disk".formatted(root));
    }
    if (!Files.exists(root) || Files.isDirectory(runs())) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries.findAny().isEmpty()
          ? Optional.empty()
          : Optional.of(
              "--output %s can't take published days: it holds something else".formatted(root));
    } catch (IOException unreadable) {
      return Optional.of("--output %s can't take published days: %s".formatted(root, unreadable));
    }
  }

  /** A day, published or not. */
  public PublishedDay day(LocalDate date) {
    return new PublishedDay(date, days().resolve(date.toString()));
  }

  /** All days of which a version stands, in their order. */
  public List<PublishedDay> published() throws IOException {
    if (!Files.isDirectory(days())) {
      return List.of();
    }
    List<LocalDate> dates;
    try (Stream<Path> folders = Files.list(days())) {
      dates =
          folders
              .map(folder -> folder.getFileName().toString())
              .filter(name -> name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
              .map(LocalDate::parse)
              .sorted()
              .toList();
    }
    return dates.stream()
        .map(this::day)
        .filter(day -> Files.exists(day.folder().resolve("current")))
        .toList();
  }

  /** What of these days is no longer what was published, a sentence each. */
  public List<String> damaged(List<LocalDate> dates) {
    List<String> damaged = new ArrayList<>();
    for (LocalDate date : dates) {
      try {
        day(date).requireWhole();
      } catch (IOException damage) {
        damaged.add(damage.getMessage());
      }
    }
    return damaged;
  }

  /** Where the runs are. */
  public Path runs() {
    return RunFolder.under(root);
  }

  /**
   * Taken by the one run that may publish here; empty if another has it. The system lets go of it
   * when the process ends that has it, however it does.
   */
  public Optional<Closeable> lock() throws IOException {
    Files.createDirectories(root);
    FileChannel file =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return Optional.of(file);
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      // as good as that of another
    }
    file.close();
    return Optional.empty();
  }

  private Path days() {
    return root.resolve("days");
  }
}
