package dev.tideline.io.kafka;

import java.util.List;

/**
 * Kafka can't be read as asked: it is not there, it refuses, or it no longer has the records. The
 * message lists every problem, a sentence each; none of them holds a secret.
 */
public final class KafkaClusterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;
  private final boolean passing;

  /**
   * @param problems each one a sentence for the user that says what to do; at least one
   */
  public KafkaClusterException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
    this.passing = false;
  }

  /** One problem. */
  public KafkaClusterException(String problem) {
    this(List.of(problem));
  }

  /** One problem that something else reported first. */
  public KafkaClusterException(String problem, Throwable cause) {
    this(problem, cause, false);
  }

  private KafkaClusterException(String problem, Throwable cause, boolean passing) {
    super(problem, cause);
    this.problems = List.of(problem);
    this.passing = passing;
  }

  /** One problem that may be gone when the same is tried again: the brokers are away. */
  static KafkaClusterException passing(String problem, Throwable cause) {
    return new KafkaClusterException(problem, cause, true);
  }

  /** Whether the same may succeed later, without anyone doing anything about it. */
  public boolean mayPass() {
    return passing;
  }

  /** Everything that was found wrong, a sentence each. */
  public List<String> problems() {
    return problems;
  }

  /** Throws if anything is wrong, with all of it. */
  static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new KafkaClusterException(problems);
    }
  }
}
