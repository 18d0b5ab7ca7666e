package dev.tideline.benchmarks.bench.live;

import dev.tideline.benchmarks.bench.work.Asked;
import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.benchmarks.bench.work.Installation;
import dev.tideline.benchmarks.bench.work.KeptResults;
import dev.tideline.demo.latency.Latencies.Percentiles;
import dev.tideline.demo.latency.Schedule;
import dev.tideline.demo.latency.Trial;
import dev.tideline.demo.latency.TrialOutcome;
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
import org.apache.kafka.common.KafkaException;

/** Carries out works, one run after the other, each with a broker of its own. */
public final class LiveMeasurements {

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
      LiveWork alone = work.at(schedule);
      Optional<LiveResult> before = kept.find(name, alone, LiveResult.class);
      results.add(before.isPresent() ? before.get() : measured(name, alone, schedule, rounds));
    }
    return results;
  }

  private LiveResult measured(String name, LiveWork work, Schedule schedule, int rounds)
      throws IOException, InterruptedException {
    System.err.println(name);
    Map<String, LiveSeries> series = new LinkedHashMap<>();
    List<Contestant> contestants = work.contestants();
    contestants.forEach(each -> series.put(each.name(), LiveSeries.NONE));
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < contestants.size(); turn++) {
        // Another begins each round, so that none always has the same neighbour.
        Contestant contestant = contestants.get((turn + round) % contestants.size());
        if (series.get(contestant.name()).goesOn()) {
          Path place = folder.resolve(name).resolve(contestant.name() + "-" + (round + 1));
          LiveSeries with = withRun(series.get(contestant.name()), contestant, schedule, place);
          series.put(contestant.name(), with);
          tell(place, with);
        }
      }
    }
    LiveResult result = new LiveResult(LocalDate.now(ZoneOffset.UTC).toString(), schedule, series);
    if (result.allTell()) {
      kept.keep(name, work, result);
    }
    return result;
  }

  private LiveSeries withRun(
      LiveSeries series, Contestant contestant, Schedule schedule, Path place)
      throws InterruptedException {
    try {
      return series.with(run(contestant, schedule, place), schedule);
    } catch (IOException | KafkaException ended) { // the others run all the same
      return series.failed("failed: " + ended.toString().lines().findFirst().orElseThrow());
    }
  }

  private TrialOutcome run(Contestant contestant, Schedule schedule, Path place)
      throws IOException, InterruptedException {
    Folders.delete(place);
    Path output = Files.createDirectories(place.resolve("output"));
    TrialOutcome outcome;
    try (Children children = Children.in(place)) {
      outcome =
          Trial.run(
              schedule,
              place,
              (bootstrapServers, stores) ->
                  children.start(
                      contestant.name(),
                      contestant.command(
                          installation, Asked.live(stores.getParent(), bootstrapServers, output)),
                      installation.environment()));
    }
    Folders.delete(output);
    Folders.delete(place.resolve("broker"));
    return outcome;
  }

  private static void tell(Path place, LiveSeries series) {
    if (!series.goesOn()) {
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
