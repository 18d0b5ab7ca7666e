package dev.tideline.benchmarks.bench.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out works, one after the other, in one folder. */
public final class Measurements {

  private final Installation installation;
  private final DataSets dataSets;
  private final Path folder;
  private final KeptResults kept;

  /**
   * Makes ready.
   *
   * @param folder for what is printed, a folder a work
   * @param kept results of before, and those of now
   */
  public Measurements(Installation installation, DataSets dataSets, Path folder, KeptResults kept) {
    this.installation = installation;
    this.dataSets = dataSets;
    this.folder = folder;
    this.kept = kept;
  }

  /** Carries out a work: a result for each of its data sets, so many runs of each contestant. */
  public List<Result> of(Work work, int rounds) throws IOException, InterruptedException {
    List<Result> results = new ArrayList<>();
    for (DataSet data : work.data()) {
      String name = work.name() + "-" + data.name();
      Optional<Result> before = kept.find(name, work, Result.class);
      results.add(before.isPresent() ? before.get() : measured(name, work, data, rounds));
    }
    return results;
  }

  private Result measured(String name, Work work, DataSet data, int rounds)
      throws IOException, InterruptedException {
    System.err.println(name);
    try (Contest contest = Contest.of(work, data, dataSets, installation, folder.resolve(name))) {
      Result result = contest.run(rounds);
      if (result.allTell()) {
        kept.keep(name, work, result);
      }
      return result;
    }
  }
}
