package dev.tideline.benchmarks.bench.work;

import java.nio.file.Path;

/**
 * A question over a data set, put to one contestant once.
 *
 * @param question the question
 * @param data the folder of the data set, which has the stores too
 * @param bootstrapServers where it has been played into topics; null if the files are read
 * @param times how often the one process is to answer
 * @param output an empty folder, whose name no other run has: for the answer and for state
 */
public record Asked(Question question, Path data, String bootstrapServers, int times, Path output) {

  static final int PARALLELISM = 2;
  static final int THRESHOLD = 5;
  static final String DEAD_LETTERS = "benchmarks.dlq.v1";

  /** Where the rows are if the contestant writes a file. */
  Path rows() {
    return output.resolve("rows.jsonl");
  }

  /** The topic of this run's signals. */
  String signals() {
    return "signals." + output.getFileName();
  }

  /** The consumer group of this run. */
  String group() {
    return "group." + output.getFileName();
  }

  Path stores() {
    return data.resolve("stores.jsonl");
  }
}
