package dev.tideline.benchmarks.bench.live;

import dev.tideline.benchmarks.bench.work.Asked;
import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.benchmarks.bench.work.Installation;
import dev.tideline.benchmarks.bench.work.KeptResults;
import dev.tideline.demo.latency.Latencies.Percentiles;
import dev.tideline.demo.latency.Outcome;
import dev.tideline.demo.latency.Schedule;
import dev.tideline.demo.latency.Trial;
import dev.tideline.demo.process.Children;
import dev.tideline.io.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Carries out works, one run after the other, each with a broker of its own. */
public final class LiveMeasurements {

  /** Who has more than so many seconds of payments still to answer has fallen behind. */
  private static final int BEHIND = 5;

  /** Less of the rate than this is another rate. */
  private static final double SENT = 0.98;

  private final Installation installation;
  private final Path folder;
  private final KeptResults kept;

  /**
   * Makes ready.
   *
   * @param folder for what is printed, a folder a work and rate
   * @param kept results of before, and those of now
   */
  public LiveMeasurements(Installation installation, Path folder, KeptResults kept) {
    this.installation = installation;
    this.folder = folder;
    this.kept = kept;
  }

  /** Carries out a work: a result for each of its rates, so many runs of each contestant. */
  public List<LiveResult> of(LiveWork work, int rounds) throws IOException, InterruptedException {
    List<LiveResult> results = new ArrayList<>();
    for (Schedule schedule : work.schedules()) {
      String name =
          "%s-%d-a-second-for-%d-s".formatted(work.name(), schedule.rate(), schedule.seconds());
      Optional<LiveResult> before = kept.find(name, LiveResult.class);
      results.add(before.isPresent() ? before.get() : measured(name, work, schedule, rounds));
    }
    return results;
  }

  private LiveResult measured(String name, LiveWork work, Schedule schedule, int rounds)
      throws IOException, InterruptedException {
    System.err.println(name);
    Map<Contestant, List<LiveRun>> runs = new LinkedHashMap<>();
    Map<Contestant, String> faults = new LinkedHashMap<>();
    Map<Contestant, String> behind = new LinkedHashMap<>();
    List<Contestant> contestants = work.contestants();
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < contestants.size(); turn++) {
        // Another begins each round, so that none always has the same neighbour.
        Contestant contestant = contestants.get((turn + round) % contestants.size());
        if (!faults.containsKey(contestant) && !behind.containsKey(contestant)) {
          Path place = folder.resolve(name).resolve(contestant.name() + "-" + (round + 1));
          try {
            Outcome outcome = run(contestant, schedule, place);
            Optional<String> late = behind(outcome, schedule);
            if (late.isPresent()) {
              behind.put(contestant, late.get());
            } else if (outcome.missing() > 0) {
              faults.put(contestant, missing(outcome));
            }
            runs.computeIfAbsent(contestant, none -> new ArrayList<>())
                .add(new LiveRun(outcome.latencies().percentiles(), outcome.cpu().pipeline()));
          } catch (IOException ended) { // the others run all the same
            faults.put(contestant, "failed: " + ended.getMessage().lines().findFirst().orElse(""));
          }
          tell(
              place,
              new LiveSeries(
                  runs.getOrDefault(contestant, List.of()),
                  faults.get(contestant),
                  behind.get(contestant)));
        }
      }
    }
    Map<String, LiveSeries> series = new LinkedHashMap<>();
    for (Contestant each : contestants) {
      series.put(
          each.name(),
          new LiveSeries(runs.getOrDefault(each, List.of()), faults.get(each), behind.get(each)));
    }
    LiveResult result = new LiveResult(LocalDate.now(ZoneOffset.UTC).toString(), schedule, series);
    kept.keep(name, result);
    return result;
  }

  private Outcome run(Contestant contestant, Schedule schedule, Path place)
      throws IOException, InterruptedException {
    Folders.delete(place);
    Path output = Files.createDirectories(place.resolve("output"));
    try (Children children = Children.in(place)) {
      return Trial.run(
          schedule,
          place,
          (bootstrapServers, stores) ->
              children.start(
                  contestant.name(),
                  contestant.command(
                      installation, Asked.live(stores.getParent(), bootstrapServers, output)),
                  installation.environment()));
    } finally {
      Folders.delete(output);
      Folders.delete(place.resolve("broker"));
    }
  }

  /** Whether a run was too slow for its schedule. */
  private static Optional<String> behind(Outcome outcome, Schedule schedule) {
    if (outcome.rate() < SENT * schedule.rate()) {
      return Optional.of(
          String.format(Locale.ROOT, "the load fell behind: %.0f a second", outcome.rate()));
    }
    if (outcome.waiting() > BEHIND * schedule.rate()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "fell behind: of %,d payments %,d had no signal when the last had been sent",
              outcome.sent(),
              outcome.waiting()));
    }
    return Optional.empty();
  }

  private static String missing(Outcome outcome) {
    return String.format(
        Locale.ROOT, "of %,d payments %,d never got a signal", outcome.sent(), outcome.missing());
  }

  private static void tell(Path place, LiveSeries series) {
    if (series.fault() != null || series.behind() != null) {
      System.err.printf("%-28s %s%n", place.getFileName(), series.reason());
      return;
    }
    LiveRun last = series.runs().get(series.runs().size() - 1);
    Percentiles took = last.latencies();
    System.err.printf(
        Locale.ROOT,
        "%-28s p50 %d ms  p99 %d ms  p99.9 %d ms  max %d ms  %.2f CPU s/s%n",
        place.getFileName(),
        took.p50(),
        took.p99(),
        took.p999(),
        took.max(),
        last.cpu());
  }
}
