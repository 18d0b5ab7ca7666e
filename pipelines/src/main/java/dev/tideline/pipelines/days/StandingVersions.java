package dev.tideline.pipelines.days;

import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.deadletters.ReplayFile;
import dev.tideline.io.events.StoresFile;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.storage.Storage;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.pipelines.published.PublishedDays;
import dev.tideline.pipelines.published.Version;
import dev.tideline.pipelines.runs.RunFolder;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.revenue.correction.PublishedVersion;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The versions that are to be corrected.
 *
 * @param days where they were published
 * @param byDate the version of each day that stands
 * @param input the files that are read now, as typed; null for a topic
 */
record StandingVersions(PublishedDays days, Map<LocalDate, Version> byDate, String input) {

  /**
   * Those of some days.
   *
   * @param asOf up to when is counted now, ms since the epoch
   * @param input the files that are read now, as typed; null for a topic
   * @param mistakes takes note of a day that has none, or one that can't be read, or counts more
   */
  static StandingVersions of(
      PublishedDays days, List<LocalDate> dates, long asOf, String input, Mistakes mistakes) {
    Map<LocalDate, Version> standing = new HashMap<>();
    for (LocalDate date : dates) {
      PublishedDay day = days.day(date);
      try {
        int current = day.current();
        if (current == 0) {
          mistakes.add(
              date + " has no version yet that could be corrected: run it without --correct first");
        } else {
          Version version = day.version(current);
          standing.put(date, version);
          if (version.asOf() != null && asOf < version.asOf()) {
            mistakes.add(
                "version %d of %s counts what was ingested up to %s: --as-of wants a later time"
                    .formatted(current, date, version.asOfText()));
          }
        }
      } catch (IOException damaged) {
        mistakes.add(damaged.getMessage());
      }
    }
    return new StandingVersions(days, standing, input);
  }

  /** Why those can't be corrected without the bank that were reconciled with it. */
  List<String> reconciled() {
    return byDate.entrySet().stream()
        .filter(each -> each.getValue().reconciled() != null)
        .sorted(Map.Entry.comparingByKey())
        .map(
            each ->
                "version %d of %s was reconciled: --bank PLACE is missing, without which its correction would not be"
                    .formatted(each.getValue().number(), each.getKey()))
        .toList();
  }

  /** Whether there is none. */
  boolean none() {
    return byDate.isEmpty();
  }

  /**
   * By what a version was made: events are judged once by what those share that were made alike.
   */
  private record MadeBy(String stores, String asOf) {}

  /**
   * By what they were made.
   *
   * @throws UsageException if that can't be read any more
   */
  List<PublishedVersion> published() {
    try {
      Map<MadeBy, Map<Integer, long[]>> alike = new HashMap<>();
      Map<MadeBy, Path> storesFiles = new HashMap<>();
      Map<String, long[]> rejectedByRun = new HashMap<>();
      List<ReplayFile.Replayed> replayed = replayed();
      for (Map.Entry<LocalDate, Version> each : byDate.entrySet()) {
        Version version = each.getValue();
        Path file = days.day(each.getKey()).file(version.number(), PublishedDay.STORES);
        MadeBy made = new MadeBy(Files.readString(file), version.asOfText());
        if (!rejectedByRun.containsKey(version.run())) {
          rejectedByRun.put(version.run(), rejectedBy(version.run(), replayed));
        }
        alike
            .computeIfAbsent(made, none -> new HashMap<>())
            .put((int) each.getKey().toEpochDay(), rejectedByRun.get(version.run()));
        storesFiles.put(made, file);
      }
      List<PublishedVersion> published = new ArrayList<>();
      for (Map.Entry<MadeBy, Map<Integer, long[]>> each : alike.entrySet()) {
        MadeBy made = each.getKey();
        Stores stores = StoresFile.read(storesFiles.get(made));
        published.add(PublishedVersion.of(rules(stores, made.asOf), each.getValue()));
      }
      return published;
    } catch (InputException unfit) {
      throw new UsageException(unfit.problems());
    } catch (IOException unreadable) {
      throw new UsageException(
          List.of("a version that is to be corrected can't be read: " + unreadable));
    }
  }

  private static RevenueRules rules(Stores stores, String asOf) {
    Lateness lateness =
        asOf.equals(Version.CLOSE)
            ? Lateness.closeOfBooks(stores)
            : Lateness.asOf(Timestamps.parse(asOf));
    return RevenueRules.between(null, null, stores, lateness);
  }

  /** The rejected records that are read once more, from where they were replayed to. */
  private List<ReplayFile.Replayed> replayed() throws IOException, InputException {
    List<ReplayFile.Replayed> replayed = new ArrayList<>();
    if (input != null) {
      for (SourceFile file : InputFiles.orders(input).files()) {
        if (ReplayFile.isOne(file.name())) {
          replayed.addAll(ReplayFile.records(file));
        }
      }
    }
    return replayed;
  }

  /**
   * Sorted, with those to which records were replayed since; none where the run's answer was
   * removed: what was rejected then is of no known cause.
   */
  private long[] rejectedBy(String run, List<ReplayFile.Replayed> replayed) throws IOException {
    Path answer = new RunFolder(days.runs().resolve(run)).answer();
    if (!Storage.isFolder(answer)) {
      return new long[0];
    }
    Set<Long> places = new HashSet<>();
    Set<String> read = new HashSet<>();
    WrittenFiles files = new WrittenFiles(answer);
    files.lines(
        AnswerFolder.REJECTS,
        line -> places.add(AnswerJson.location(AnswerJson.parse(line)).place()));
    files.coverage((source, coverage) -> read.add(source.source()));
    for (ReplayFile.Replayed each : replayed) {
      if (places.contains(each.from().place()) && !read.contains(each.now().source())) {
        places.add(each.now().place());
      }
    }
    return places.stream().mapToLong(Long::longValue).sorted().toArray();
  }
}
