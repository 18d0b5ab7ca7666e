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
   *     cluster of which nothing runs
   * @throws UsageException if there are some and something runs
   */
  void up(int workers, Map<String, String> settings) throws IOException, InterruptedException;

  /** Ends all processes. What jobs can go on from stays. */
  void down() throws IOException, InterruptedException;

  /**
   * Makes sure that a cluster may be set up anew.
   *
   * @throws UsageException if there are settings, and something of it runs
   */
  default void mustTake(Map<String, String> settings) throws IOException {
    if (!settings.isEmpty() && !ClusterProcess.running(processes()).isEmpty()) {
      throw new UsageException(
          List.of("--setting is for a cluster that is not up: take it down first"));
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
