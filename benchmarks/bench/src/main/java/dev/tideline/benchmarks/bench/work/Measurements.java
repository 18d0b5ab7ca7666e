package dev.tideline.benchmarks.bench.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Carries out works, one after the other, in one folder. */
public final class Measurements {

  private final Installation installation;
  private final DataSets dataSets;
  private final Path folder;

  /**
   * Makes ready.
   *
   * @param folder for what is printed, a folder a work
   */
  public Measurements(Installation installation, DataSets dataSets, Path folder) {
    this.installation = installation;
    this.dataSets = dataSets;
    this.folder = folder;
  }

  /** Carries out a work: a result for each of its data sets, so many runs of each contestant. */
  public List<Result> of(Work work, int rounds) throws IOException, InterruptedException {
    List<Result> results = new ArrayList<>();
    for (DataSet data : work.data()) {
      System.err.printf("%s, %s%n", work.name(), data.name());
      try (Contest contest =
          Contest.of(
              work,
              data,
              dataSets,
              installation,
              folder.resolve(work.name() + "-" + data.name()))) {
        results.add(contest.run(rounds));
      }
    }
    return results;
  }
}
