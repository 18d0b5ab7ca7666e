package dev.tideline.ops.cluster;

import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An engine as processes on this machine, which stand in a folder. */
interface Cluster {

  /** Where processes keep their ids and logs. */
  Path processes();

  /** Where it takes requests, HOST:PORT for a browser, or nothing if it is not up. */
  Optional<String> address() throws IOException;

  /**
   * Starts what does not run of it, and returns when all workers are there.
   *
   * @param workers how many there are to be
   * @param settings of the engine's own, in its own words, beside or in place of ours; only for a
   *     cluster of which nothing runs, or that has them
   * @throws UsageException if there are others and something runs
   */
  void up(int workers, Map<String, String> settings) throws IOException, InterruptedException;

  /** Ends all processes. What jobs can go on from stays. */
  void down() throws IOException, InterruptedException;

  /** Whether it was set up with all of these. */
  boolean has(Map<String, String> settings) throws IOException;

  /**
   * Makes sure that a cluster has settings, or may be set up anew.
   *
   * @throws UsageException if it has not, and something of it runs
   */
  default void mustTake(Map<String, String> settings) throws IOException {
    if (!ClusterProcess.running(processes()).isEmpty() && !has(settings)) {
      throw new UsageException(
          List.of("other settings are for a cluster that is not up: take it down first"));
    }
  }

  /** What each of its processes has printed, by name. */
  default Map<String, Path> logs() throws IOException {
    Map<String, Path> logs = new TreeMap<>();
    for (ClusterProcess process : ClusterProcess.all(processes())) {
      logs.put(process.name(), process.log());
    }
    return logs;
  }
}
