package dev.tideline.proof.cell;

import java.util.Locale;

/**
 * One way to run a pipeline.
 *
 * @param runner by its folder in runners-config
 */
public record Cell(String runner, Mode mode) {

  /** How it reads. */
  public enum Mode {
    /** Files, to their end. */
    BOUNDED,
    /** Files, played as a stream. */
    STREAM,
    /** A topic of a real broker, to what is there. */
    TOPIC,
    /** A topic in which more comes while the run is killed; it is started again. */
    KILLED,
    /** A topic in which more comes while the run is told to stop; it is started again. */
    STOPPED;

    /** Whether it reads a topic. */
    public boolean ofTopic() {
      return this == TOPIC || startsAgain();
    }

    /** Whether it is ended before it has read all, and started again, not as parallel. */
    public boolean startsAgain() {
      return this == KILLED || this == STOPPED;
    }

    /** Whether it is run as a stream. */
    public boolean streams() {
      return this != BOUNDED;
    }
  }

  @Override
  public String toString() {
    return runner + " " + mode.name().toLowerCase(Locale.ROOT);
  }
}
