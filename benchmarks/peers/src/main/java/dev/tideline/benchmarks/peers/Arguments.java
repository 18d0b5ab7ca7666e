package dev.tideline.benchmarks.peers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a native job is started with, {@code --name value} each: {@code scripts/bench} is its only
 * user, so that there are no defaults, and whatever is missing is an error.
 *
 * <p>Of a bounded job: {@code question} (daily-revenue or ops-dashboard), {@code input} (the folder
 * of a data set in Parquet), {@code output} (the file of its rows), {@code parallelism}, {@code
 * repeats} (how often it answers, the first time cold).
 *
 * <p>Of one that reads a topic: {@code bootstrap-servers}, {@code topic}, {@code group}, {@code
 * stores} (a file), {@code dead-letters} (a topic), {@code parser} (tideline or jackson), {@code
 * until} (now or stopped), {@code parallelism}, {@code state} (a folder for checkpoints or stores),
 * and either {@code signals} (a topic) and {@code threshold}, or {@code output}.
 */
public final class Arguments {

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Takes them apart.
   *
   * @throws IllegalArgumentException if they are no pairs of names and values
   */
  public static Arguments of(String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new IllegalArgumentException("no --name value: " + arguments[i]);
      }
      values.put(arguments[i].substring(2), arguments[i + 1]);
    }
    return new Arguments(values);
  }

  /** A value as it is. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  /** A value that is a number. */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** A value that is a file or a folder. */
  public Path path(String name) {
    return Path.of(text(name));
  }

  /** Whether the question is daily-revenue; otherwise it is ops-dashboard. */
  public boolean isRevenue() {
    return switch (text("question")) {
      case "daily-revenue" -> true;
      case "ops-dashboard" -> false;
      default -> throw new IllegalArgumentException("no question: " + text("question"));
    };
  }

  /** Whether a stream ends with what is in its topic when it starts. */
  public boolean untilNow() {
    return text("until").equals("now");
  }
}
