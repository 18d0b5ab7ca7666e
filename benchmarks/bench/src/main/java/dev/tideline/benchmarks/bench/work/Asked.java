package dev.tideline.benchmarks.bench.work;

import dev.tideline.demo.latency.Trial;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.nio.file.Path;

/**
 * A question over a data set, put to one contestant once.
 *
 * @param question the question
 * @param data the folder of the data set, which has the stores too
 * @param bootstrapServers where it has been played into topics; null if the files are read
 * @param times how often the one process is to answer
 * @param output an empty folder, whose name no other run over the same topics has: for the answer
 *     and for state
 * @param live whether it is to go on until it is ended, and to flag every payment
 */
public record Asked(
    Question question, Path data, String bootstrapServers, int times, Path output, boolean live) {

  static final int PARALLELISM = 2;
  static final String DEAD_LETTERS = "benchmarks.dlq.v1";

  private static final int THRESHOLD = 5;

  /** What waits in topics, or is in files, to be answered once or several times. */
  static Asked of(Question question, Path data, String bootstrapServers, int times, Path output) {
    return new Asked(question, data, bootstrapServers, times, output, false);
  }

  /**
   * fraud-velocity over the topics of a trial, until it is ended.
   *
   * @param folder that has the stores
   * @param output an empty folder, for the answer and for state
   */
  public static Asked live(Path folder, String bootstrapServers, Path output) {
    return new Asked(Question.VELOCITY, folder, bootstrapServers, 1, output, true);
  }

  /** Where the rows are if the contestant writes a file. */
  Path rows() {
    return output.resolve("rows.jsonl");
  }

  /** The topic of this run's signals. */
  String signals() {
    return live ? UnsecuredCluster.SIGNALS : "signals." + output.getFileName();
  }

  /** The topic of what is rejected. */
  String deadLetters() {
    return live ? UnsecuredCluster.REJECTED_PAYMENTS : DEAD_LETTERS;
  }

  /** How many payments of a card are flagged. */
  int threshold() {
    return live ? Trial.THRESHOLD : THRESHOLD;
  }

  /** The consumer group of this run. */
  String group() {
    return "group." + output.getFileName();
  }

  Path stores() {
    return data.resolve("stores.jsonl");
  }
}
