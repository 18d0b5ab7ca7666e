package dev.tideline.pipelines.days;

import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.published.PublishedDays;
import dev.tideline.pipelines.runs.Deadline;
import dev.tideline.pipelines.runs.RunFolder;
import dev.tideline.pipelines.runs.RunMetrics;
import dev.tideline.store.Stores;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that has begun to publish in a folder, where on a disk nobody else may meanwhile, and what
 * is kept of it. Closed before it has {@linkplain #end ended}, it has failed.
 */
final class OpenRun implements Closeable {

  private final DatedRun.Request request;
  private final Path root;
  private final Closeable lock;
  private final RunFolder folder;
  private final Deadline deadline;
  private final List<String> outlook;
  private final List<RunFolder.Day> results = new ArrayList<>();
  private RunFolder.Entry entry;

  private OpenRun(
      DatedRun.Request request,
      Path root,
      Closeable lock,
      RunFolder folder,
      RunFolder.Entry entry,
      Deadline deadline,
      List<String> outlook) {
    this.request = request;
    this.root = root;
    this.lock = lock;
    this.folder = folder;
    this.entry = entry;
    this.deadline = deadline;
    this.outlook = outlook;
  }

  /**
   * Begins one.
   *
   * @param runner on which it runs
   * @throws UsageException if another run is at it
   */
  static OpenRun begin(DatedRun.Request request, PublishedDays days, Stores stores, String runner)
      throws IOException {
    Closeable lock =
        days.lock()
            .orElseThrow(
                () ->
                    new UsageException(
                        List.of(
                            "another run is publishing in %s: wait until it has ended (scripts/runs list --output %1$s)"
                                .formatted(days.root()))));
    try {
      List<RunFolder.Entry> before = RunFolder.entries(days.runs());
      for (RunFolder.Entry each : before) {
        new RunFolder(days.runs().resolve(each.name())).endIfDied(each);
      }
      RunFolder folder = RunFolder.make(days.runs());
      RunFolder.Entry entry =
          RunFolder.Entry.begun(folder.name(), request.datesText(), request.asOfText(), runner);
      folder.write(entry);
      RunMetrics.begin(days.root());
      Deadline deadline = Deadline.of(request.last(), request.due(), stores);
      List<Long> took = RunFolder.lastTook(before, runner, request.dates().size());
      List<String> outlook = deadline.outlook(took, entry.started()).stream().toList();
      return new OpenRun(request, days.root(), lock, folder, entry, deadline, outlook);
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  String name() {
    return folder.name();
  }

  Path output() {
    return folder.output();
  }

  /** The folder of the answer that it has come to. */
  Path answer() throws IOException {
    return folder.answer();
  }

  /** What is to be expected of it, a line each. */
  List<String> outlook() {
    return outlook;
  }

  /** Notes what became of a day, so that it is known if the run is killed. */
  void became(RunFolder.Day day) throws IOException {
    results.add(day);
    entry = entry.with(results);
    folder.write(entry);
  }

  /** What became of its days so far. */
  List<RunFolder.Day> results() {
    return results;
  }

  /** Whether that became of any of them. */
  boolean any(RunFolder.Outcome outcome) {
    return results.stream().anyMatch(day -> day.outcome() == outcome);
  }

  /**
   * Notes that all of its days were dealt with.
   *
   * @param read how many records it read
   */
  void end(long read) {
    boolean all =
        results.stream()
            .allMatch(
                day ->
                    day.outcome() == RunFolder.Outcome.PUBLISHED
                        || day.outcome() == RunFolder.Outcome.UNCHANGED);
    entry = entry.ended(all ? RunFolder.Status.DONE : RunFolder.Status.INCOMPLETE, read, results);
  }

  /**
   * The deadline; none for a correction, or for days that were published before, or are made up.
   */
  Optional<Deadline> deadline() {
    boolean asked =
        (request.failLate() || deadline.concerns(entry.started()))
            && !request.correct()
            && any(RunFolder.Outcome.PUBLISHED);
    return asked ? Optional.of(deadline) : Optional.empty();
  }

  /** When it has ended, ms since the epoch. */
  long ended() {
    return entry.ended();
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      if (entry.ended() == null) {
        entry = entry.ended(RunFolder.Status.FAILED, 0, results);
      }
      folder.write(entry);
      RunMetrics.end(root, entry, deadline());
    }
  }
}
