package dev.tideline.pipelines.published;

import dev.tideline.io.storage.InParallel;
import dev.tideline.io.storage.RunName;
import dev.tideline.io.storage.Storage;
import dev.tideline.io.storage.Versions;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All days that were published in a folder, and the runs that did it:
 *
 * <pre>
 * days/2026-03-17/           the versions of a day: see {@link PublishedDay}
 * runs/20260318-040102-117/  a run: see {@link RunFolder}
 * metrics.prom               how the last run ended: see {@link RunMetrics}
 * </pre>
 *
 * @param root the folder
 */
public record PublishedDays(Path root) {

  /** Why days can't be published there, or empty if they can: what is there is not ours. */
  public Optional<String> whyNot() {
    try {
      if (!Storage.exists(root) || Storage.isFolder(runs())) {
        return Optional.empty();
      }
      try (Stream<Path> entries = Files.list(root)) {
        return entries.findAny().isEmpty()
            ? Optional.empty()
            : Optional.of(
                "--output %s can't take published days: it holds something else".formatted(root));
      }
    } catch (IOException unreadable) {
      return Optional.of(
          "--output %s can't take published days: %s".formatted(root, unreadable.getMessage()));
    }
  }

  /** A day, published or not. */
  public PublishedDay day(LocalDate date) {
    return new PublishedDay(date, days().resolve(date.toString()));
  }

  /** All days of which a version stands, in their order. */
  public List<PublishedDay> published() throws IOException {
    if (!Storage.isFolder(days())) {
      return List.of();
    }
    List<PublishedDay> all;
    try (Stream<Path> folders = Files.list(days())) {
      all =
          folders
              .map(folder -> folder.getFileName().toString())
              .filter(name -> name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
              .sorted()
              .map(name -> day(LocalDate.parse(name)))
              .toList();
    }
    return InParallel.read(
            all,
            PublishedDay::folder,
            day -> day.current() > 0 ? Optional.of(day) : Optional.<PublishedDay>empty())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What of these days is no longer what was published, a sentence each. */
  public List<String> damaged(List<LocalDate> dates) {
    return InParallel.ask(dates, date -> day(date).folder(), date -> damage(day(date))).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> damage(PublishedDay day) {
    try {
      day.requireWhole();
      return Optional.empty();
    } catch (IOException damage) {
      return Optional.of(damage.getMessage());
    }
  }

  /** Where the runs are. */
  public Path runs() {
    return RunFolder.under(root);
  }

  /**
   * Taken by the one run that may publish here; empty if another has it. The system lets go of it
   * when the process ends that has it, however it does. In a bucket there is none, and none is
   * wanted: several may publish there at once.
   *
   * @throws IOException if two could mix there, or the place can't be reached
   */
  public Optional<Closeable> lock() throws IOException {
    if (Storage.isRemote(root)) {
      Versions.requireConditionalPuts(runs().resolve("_trial-" + RunName.make()));
      return Optional.of(() -> {});
    }
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
